package web

import (
	"net/http"
	"strings"
)

var errNoLogin = &fault{http.StatusNotFound, "No login", "The server was started without a password."}

// loginPage asks for the password.
type loginPage struct {
	Next  string
	Fault *fault
}

func (s *Server) login(r *http.Request) (frame, error) {
	if s.options.Access.Password == "" {
		return frame{}, errNoLogin
	}
	return frame{Title: "Log in", Section: "login", Data: loginPage{Next: local(r.FormValue("next"))}}, nil
}

// local is an address of this site, the first page if it is none.
func local(address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n\t") {
		return "/"
	}
	return address
}

func (s *Server) postLogin(w http.ResponseWriter, r *http.Request) {
	if s.options.Access.Password == "" {
		s.fail(w, r, errNoLogin)
		return
	}
	next, from := local(r.PostFormValue("next")), s.gate.network(r)
	switch err := s.gate.judgePassword(r, r.PostFormValue("password")); err {
	case nil:
	case errWrong:
		s.options.Log.Warn("audit", "act", "wrong password", "from", from)
		s.render(w, r, http.StatusUnauthorized, "login", frame{Title: "Log in", Section: "login", Data: loginPage{next, &fault{Title: "Wrong password"}}})
		return
	default:
		s.options.Log.Warn("audit", "act", "login refused", "from", from)
		s.fail(w, r, err)
		return
	}
	s.options.Log.Info("audit", "act", "login", "from", from)
	http.SetCookie(w, s.cookie(r, s.gate.begin(), int(sessionTime.Seconds())))
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// cookie holds the name of a session. It goes by https alone where the site has it.
func (s *Server) cookie(r *http.Request, name string, seconds int) *http.Cookie {
	secure := r.TLS != nil || strings.HasPrefix(s.options.Address, "https://")
	return &http.Cookie{Name: "session", Value: name, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode}
}

func (s *Server) postLogout(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie("session"); err == nil {
		s.gate.end(c.Value)
		s.options.Log.Info("audit", "act", "logout", "from", s.gate.network(r), "by", who(r.Context()))
	}
	http.SetCookie(w, s.cookie(r, "", -1))
	http.Redirect(w, r, "/", http.StatusSeeOther)
}
