package fetch

import (
	"context"
	"fmt"
	"net/netip"
	"syscall"
)

// allowFunc says whether a connection may go to an address.
type allowFunc func(netip.Addr) bool

// guard allows public addresses alone, or all.
func guard(allowPrivate bool) allowFunc {
	if allowPrivate {
		return func(netip.Addr) bool { return true }
	}
	return isPublic
}

// control is called by the dialer when the address is known and before a packet leaves.
func (allow allowFunc) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("read network address %q: %w", address, err)
	}
	if !allow(ap.Addr()) {
		return &RefusedError{ap.Addr()}
	}
	return nil
}

// RefusedError says that an address is not public.
type RefusedError struct{ addr netip.Addr }

func (e *RefusedError) Error() string {
	return fmt.Sprintf("leads to %s, which is no public address: refused (--allow-private permits it)", e.addr)
}

// isPublic reports whether addr is one of the open internet: not loopback, private,
// link-local (cloud metadata), shared (CGNAT), multicast, reserved or for documentation,
// also not when such an IPv4 address is wrapped in IPv6.
func isPublic(addr netip.Addr) bool {
	addr = addr.Unmap()
	if !addr.IsGlobalUnicast() || addr.IsPrivate() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(addr) {
			return false
		}
	}
	b := addr.As16()
	switch {
	case nat64.Contains(addr):
		return isPublic(netip.AddrFrom4([4]byte(b[12:16])))
	case sixToFour.Contains(addr):
		return isPublic(netip.AddrFrom4([4]byte(b[2:6])))
	}
	return true
}

var (
	nat64     = netip.MustParsePrefix("64:ff9b::/96")
	sixToFour = netip.MustParsePrefix("2002::/16")

	// reserved is taken from the IANA special-purpose address registries.
	reserved = []netip.Prefix{
		netip.MustParsePrefix("0.0.0.0/8"),
		netip.MustParsePrefix("100.64.0.0/10"),
		netip.MustParsePrefix("192.0.0.0/24"),
		netip.MustParsePrefix("192.0.2.0/24"),
		netip.MustParsePrefix("192.88.99.0/24"),
		netip.MustParsePrefix("198.18.0.0/15"),
		netip.MustParsePrefix("198.51.100.0/24"),
		netip.MustParsePrefix("203.0.113.0/24"),
		netip.MustParsePrefix("240.0.0.0/4"),
		netip.MustParsePrefix("::/96"),
		netip.MustParsePrefix("64:ff9b:1::/48"),
		netip.MustParsePrefix("100::/64"),
		netip.MustParsePrefix("2001::/23"),
		netip.MustParsePrefix("2001:db8::/32"),
		netip.MustParsePrefix("3fff::/20"),
		netip.MustParsePrefix("5f00::/16"),
		netip.MustParsePrefix("fec0::/10"),
	}
)
