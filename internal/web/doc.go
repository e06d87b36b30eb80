// Package web is the reading room: the site, the API and the tools for assistants over
// one set of views.
//
// In: requests. Out: pages that work without JavaScript, the same findings as JSON under
// /api/v1 (OpenAPI 3.1), and the same again as tools of the Model Context Protocol at
// /mcp. A view is a function that takes a question and returns values; a page puts them
// into a template, the API writes them as JSON, a tool hands them on. So the three cannot
// tell different things.
//
// How: net/http, html/template and files embedded in the program. Nothing is asked of any
// other host. Every answer forbids scripts and styles that are not the program's own;
// requests that change something are refused when another site sent them; a request that
// names an unknown host is refused, so that no foreign name can be bound to this address.
//
// Limits: a request has 8 MB and, but for streams, a minute; a comparison waits its turn
// when every core is busy, and is refused when the wait is too long.
package web
