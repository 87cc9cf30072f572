package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// followForm is where a person has a feed followed.
type followForm struct {
	Address string // as it was given, where it was refused
	No      string // why, as the program tells it
	Known   bool   // the feed is followed already
}

// mostAddress is the longest address of a feed, in bytes; mostFinding is how long it may
// take to find one.
const (
	mostAddress = 2048
	mostFinding = 25 * time.Second
)

// mayFollow is the form for those who may decide on the present, else nil.
func (v *visit) mayFollow() *followForm {
	if _, ok := v.signs(); !ok || v.site.FindFeed == nil || !v.asOf().Now() {
		return nil
	}
	return &followForm{}
}

// follow keeps POST /sources: a feed that is to be followed, or one no longer.
func (s *Site) follow(v *visit) error {
	by, err := v.form()
	if err != nil {
		return err
	}
	if s.FindFeed == nil {
		return errReadOnly
	}
	if id := v.r.PostForm.Get("leave"); id != "" {
		if err := s.Ledger.Unsubscribe(v.r.Context(), by, id); err != nil && !errors.Is(err, ledger.ErrNotFound) {
			return err // one that is not followed any more is what was asked for
		}
		http.Redirect(v.w, v.r, "/sources#feeds", http.StatusSeeOther)
		return nil
	}
	form := &followForm{Address: strings.TrimSpace(v.r.PostForm.Get("address"))}
	if len(form.Address) > mostAddress {
		return s.refuse(v, form, &enligt.ReadError{What: "an address of more than 2,048 bytes", Do: "give the feed's own"})
	}
	ctx, stop := context.WithTimeout(v.r.Context(), mostFinding)
	defer stop()
	found, err := s.FindFeed(ctx, form.Address)
	if err != nil {
		return s.refuse(v, form, err)
	}
	added, err := s.Ledger.Subscribe(v.r.Context(), by, []ledger.Feed{found})
	if err != nil {
		return err
	}
	if len(added) > 0 && added[0].State == ledger.Known {
		form.Known = true
		return s.showSources(v, http.StatusOK, form)
	}
	http.Redirect(v.w, v.r, "/sources#feeds", http.StatusSeeOther)
	return nil
}

// refuse shows the page again with the address that was given and what is wrong with it.
func (s *Site) refuse(v *visit, form *followForm, err error) error {
	form.No = err.Error()
	return s.showSources(v, http.StatusUnprocessableEntity, form)
}
