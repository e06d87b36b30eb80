package web

import (
	"cmp"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// WatchGiven is a watch as programs give it.
type WatchGiven struct {
	Name    string           `json:"name,omitempty" maxLength:"200" doc:"The search or the headline if it is left out."`
	Query   string           `json:"query,omitempty" maxLength:"2000" doc:"A search whose reports are watched."`
	Story   string           `json:"story,omitempty" maxLength:"500" doc:"A story that is watched, instead of a search."`
	Kinds   []news.AlertKind `json:"kinds,omitempty" maxItems:"20" doc:"What raises an alert: story, report, account, difference, number, edit, burst; all of it if it is left out."`
	Webhook string           `json:"webhook,omitempty" maxLength:"2000" doc:"Address that is sent the alerts, signed after Standard Webhooks."`
	Mail    []string         `json:"mail,omitempty" maxItems:"20" doc:"Addresses that are sent the alerts."`
	Quiet   *QuietGiven      `json:"quiet,omitempty" doc:"Hours in which nothing is sent; those of the installation if it is left out."`
}

// QuietGiven are quiet hours as programs give them.
type QuietGiven struct {
	From string `json:"from" doc:"As 22:00."`
	To   string `json:"to" doc:"As 07:00; the same as from: there are none."`
	Zone string `json:"zone,omitempty" doc:"As Europe/Berlin; UTC if it is left out."`
}

// watch is what is given, with what is left out.
func (g *WatchGiven) watch(id string) news.Watch {
	w := news.Watch{ID: id, Name: cmp.Or(g.Name, short(g.Query), g.Story), Query: g.Query, Story: g.Story, Kinds: g.Kinds, Webhook: g.Webhook, Mail: g.Mail}
	if len(w.Kinds) == 0 {
		w.Kinds = news.AlertKinds()
	}
	if g.Quiet != nil {
		w.Quiet = news.Quiet{From: g.Quiet.From, To: g.Quiet.To, Zone: g.Quiet.Zone}
	}
	return w
}

type watchAdded struct{ Body WatchGiven }

type watchChanged struct {
	ID   string `path:"id" maxLength:"500"`
	Body WatchGiven
}

type alertsAsked struct {
	Watch  string `query:"watch" maxLength:"500" doc:"A watch; all if it is left out."`
	Unread bool   `query:"unread" doc:"Only those that nobody has seen."`
	Before int64  `query:"before" minimum:"0" doc:"Alerts with a lower number."`
	Limit  int    `query:"limit" minimum:"0" maximum:"200" doc:"Alerts in a page; 50 if left out."`
}

type alertsSeen struct {
	Body struct {
		Watch string `json:"watch,omitempty" maxLength:"500" doc:"A watch; all if it is left out."`
		UpTo  int64  `json:"up_to" minimum:"1" doc:"The number of the latest alert seen."`
	}
}

// addWatches names what programs may do with watches. All of it takes the level for writing:
// watches hold addresses and secrets.
func (s *Server) addWatches() {
	reads(s, huma.Operation{OperationID: "watches", Path: "/api/v1/watches", Summary: "Watches", Description: "What is watched. Takes the token for writing."},
		func(ctx context.Context, _ *struct{}) ([]WatchView, error) { return s.watches(ctx) })
	reads(s, huma.Operation{OperationID: "watch", Path: "/api/v1/watches/{id}", Summary: "A watch", Description: "With what signs its webhook and opens its feeds. Takes the token for writing."},
		func(ctx context.Context, in *byID) (WatchView, error) { return s.watch(ctx, in.ID) })
	reads(s, huma.Operation{OperationID: "alerts", Path: "/api/v1/alerts", Summary: "Alerts", Description: "What happened in what is watched, the latest first. Takes the token for writing."},
		func(ctx context.Context, in *alertsAsked) (AlertList, error) {
			return s.alerts(ctx, store.AlertFilter{Watch: in.Watch, Unread: in.Unread, Before: in.Before, Limit: in.Limit})
		})
	wrong := []int{http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity}
	huma.Register(s.api, huma.Operation{OperationID: "add-watch", Method: http.MethodPost, Path: "/api/v1/watches", Summary: "Watch a search or a story", Errors: wrong,
		Description: "It tells of what comes from now on.", DefaultStatus: http.StatusCreated}, s.apiAddWatch)
	huma.Register(s.api, huma.Operation{OperationID: "change-watch", Method: http.MethodPut, Path: "/api/v1/watches/{id}", Summary: "Change a watch", Errors: wrong,
		Description: "What is left out is taken away."}, s.apiChangeWatch)
	huma.Register(s.api, huma.Operation{OperationID: "remove-watch", Method: http.MethodDelete, Path: "/api/v1/watches/{id}", Summary: "Remove a watch", Errors: wrong,
		Description: "Its alerts go with it.", DefaultStatus: http.StatusNoContent}, s.apiRemoveWatch)
	huma.Register(s.api, huma.Operation{OperationID: "see-alerts", Method: http.MethodPost, Path: "/api/v1/alerts/read", Summary: "Mark alerts as read",
		DefaultStatus: http.StatusNoContent}, s.apiSeeAlerts)
}

func (s *Server) apiAddWatch(ctx context.Context, in *watchAdded) (*reply[WatchView], error) {
	return s.apiKeep(ctx, in.Body.watch(""))
}

func (s *Server) apiChangeWatch(ctx context.Context, in *watchChanged) (*reply[WatchView], error) {
	return s.apiKeep(ctx, in.Body.watch(in.ID))
}

func (s *Server) apiKeep(ctx context.Context, w news.Watch) (*reply[WatchView], error) {
	w, err := s.keepWatch(ctx, w)
	if err != nil {
		return nil, s.apiError(err)
	}
	view, err := s.watch(ctx, w.ID)
	if err != nil {
		return nil, s.apiError(err)
	}
	return &reply[WatchView]{view}, nil
}

func (s *Server) apiRemoveWatch(ctx context.Context, in *byID) (*struct{}, error) {
	if err := s.removeWatch(ctx, in.ID); err != nil {
		return nil, s.apiError(err)
	}
	return nil, nil
}

func (s *Server) apiSeeAlerts(ctx context.Context, in *alertsSeen) (*struct{}, error) {
	if err := s.seeAlerts(ctx, in.Body.Watch, in.Body.UpTo); err != nil {
		return nil, s.apiError(err)
	}
	return nil, nil
}
