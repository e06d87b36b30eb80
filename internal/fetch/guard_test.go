package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

const markup = "<!DOCTYPE html><html><body><p>The ferry left.</p></body></html>"

// site is a server on loopback that counts its visitors.
func site(t *testing.T, handler http.HandlerFunc) (address string, visits *atomic.Int32) {
	visits = new(atomic.Int32)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visits.Add(1)
		handler(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, visits
}

func TestPublicAddresses(t *testing.T) {
	for _, s := range []string{
		"127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
		"100.64.0.1", "100.100.100.200", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1",
		"240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "fe80::1", "fc00::1",
		"fd00:ec2::254", "ff02::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:db8::1",
		"2001::1", "100::1", "fec0::1", "64:ff9b:1::1",
	} {
		if isPublic(netip.MustParseAddr(s)) {
			t.Errorf("%s is taken for public", s)
		}
	}
	for _, s := range []string{"1.1.1.1", "8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::101:101", "2002:101:101::1", "::ffff:8.8.8.8"} {
		if !isPublic(netip.MustParseAddr(s)) {
			t.Errorf("%s is not taken for public", s)
		}
	}
}

// TestAddressesAreRefusedUnvisited asks a server under every name of this machine.
func TestAddressesAreRefusedUnvisited(t *testing.T) {
	base, visits := site(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, markup) })
	port := base[strings.LastIndex(base, ":"):]
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "10.0.0.1", "169.254.169.254"} {
		_, err := New(Options{}).Get(t.Context(), Request{URL: "http://" + host + port})
		if err == nil || !strings.Contains(err.Error(), "no public address: refused (--allow-private permits it)") {
			t.Errorf("%s: got %v", host, err)
		}
	}
	if n := visits.Load(); n != 0 {
		t.Errorf("%d requests got through", n)
	}
}

// TestRedirectsAreGuarded lets the first server be reached and not the second.
func TestRedirectsAreGuarded(t *testing.T) {
	inner, visits := site(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, markup) })
	inner = strings.Replace(inner, "127.0.0.1", "127.0.0.2", 1)
	outer, _ := site(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inner, http.StatusFound) })
	allowed := netip.MustParseAddr("127.0.0.1")
	allow := allowFunc(func(a netip.Addr) bool { return a == allowed })
	c := New(Options{Follow: 5, Dial: (&net.Dialer{ControlContext: allow.control}).DialContext})
	_, err := c.Get(context.Background(), Request{URL: outer})
	if err == nil || !strings.Contains(err.Error(), "leads to 127.0.0.2, which is no public address") {
		t.Errorf("got %v", err)
	}
	if visits.Load() != 0 {
		t.Error("the second server was reached")
	}
}

// TestNamesAreGuardedAfterResolution asks a name server of its own that gives a public
// name a loopback address.
func TestNamesAreGuardedAfterResolution(t *testing.T) {
	base, visits := site(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, markup) })
	dialer := &net.Dialer{ControlContext: allowFunc(isPublic).control, Resolver: &net.Resolver{PreferGo: true, Dial: nameServer(t)}}
	c := New(Options{Dial: dialer.DialContext})
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_, err := c.Get(ctx, Request{URL: "http://news.example.org" + base[strings.LastIndex(base, ":"):]})
	if err == nil || !strings.Contains(err.Error(), "leads to 127.0.0.1, which is no public address") {
		t.Errorf("got %v", err)
	}
	if visits.Load() != 0 {
		t.Error("the server was reached")
	}
}

// nameServer answers every question with 127.0.0.1 and gives a way to dial it.
func nameServer(t *testing.T) func(context.Context, string, string) (net.Conn, error) {
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		b := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(b)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(b[:n]) != nil {
				continue
			}
			m.Response = true
			m.Additionals = nil
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1},
					Body:   &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
				}}
			}
			if reply, err := m.Pack(); err == nil {
				conn.WriteTo(reply, from)
			}
		}
	}()
	return func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}
}
