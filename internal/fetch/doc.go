// Package fetch asks web servers for what they publish: one request, one answer.
//
// In: an address with what is known of it from before (ETag, Last-Modified). Out: the
// answer as a value: status, where it points, headers, the unpacked body.
//
// How: net/http, with HTTP/2 and gzip, behind a dialer that lets a connection out to
// public addresses alone, checked after names are resolved and before a packet leaves.
// Whoever watches many sites takes every redirect as a request of its own (Follow 0), so
// that it, too, waits for its turn; whoever reads one page has them followed.
// What a site asks of robots is read as RFC 9309 says.
//
// Limits: 30 seconds for an answer, 15 for its first byte, 16 MB of body, 1 MB of headers,
// 500 kB of robots.txt. Only gzip and deflate are unpacked, and only these are asked for.
package fetch
