package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/ledger"
)

// queuePage is what waits for a person.
type queuePage struct {
	Open      []entry // open and disputed statements
	Orphans   []decided
	Proposals []proposalRow
	CanDecide bool
	Empty     bool
}

// proposalRow is two actors that may be one.
type proposalRow struct {
	ID       int64
	A, B     suspect
	AID, BID string
	Evidence string
}

// suspect is one of two that may be one, with what tells it from others.
type suspect struct {
	person
	Role       string
	Statements int
}

func suspectOf(a *ledger.Actor) suspect {
	s := suspect{person: person{Name: a.Name, Href: actorHref(a.ID)}, Statements: a.Statements}
	if len(a.Roles) > 0 {
		s.Role = a.Roles[0].Words
	}
	return s
}

// mostProposals is how many the page tells.
const mostProposals = 50

// queue shows GET /queue.
func (s *Site) queue(v *visit) error {
	ctx := v.r.Context()
	var b queuePage
	_, b.CanDecide = v.signs()
	for _, st := range []enligt.Status{enligt.Open, enligt.Disputed} {
		found, err := s.Ledger.Statements(ctx, ledger.Query{Status: string(st)})
		if err != nil {
			return err
		}
		for i := range found.Items {
			b.Open = append(b.Open, v.entry(&found.Items[i]))
		}
	}
	orphans, err := s.Ledger.Orphans(ctx, ledger.AsOf{})
	if err != nil {
		return err
	}
	for i := range orphans {
		b.Orphans = append(b.Orphans, v.decided(&orphans[i]))
	}
	proposals, err := s.Ledger.Proposals(ctx, ledger.AsOf{}, mostProposals)
	if err != nil {
		return err
	}
	for i := range proposals {
		p := &proposals[i]
		why := v.near(p.Evidence)
		for _, shown := range [2]string{p.A.Name + ", " + p.B.Name, p.B.Name + ", " + p.A.Name} {
			why = strings.TrimSuffix(why, ": "+shown) // they stand above
		}
		b.Proposals = append(b.Proposals, proposalRow{p.ID, suspectOf(&p.A), suspectOf(&p.B), p.A.ID, p.B.ID, why})
	}
	b.Empty = len(b.Open)+len(b.Orphans)+len(b.Proposals) == 0
	head, err := v.head()
	if err != nil {
		return err
	}
	return v.show("queue", v.t("nav.queue"), "queue", head.Number, b)
}

// near is why two names may be one person's; what no rule wrote stays as it stands.
func (k *skin) near(evidence string) string {
	n, ok := ledger.ParseNearness(evidence)
	if !ok {
		return evidence
	}
	letters := func(n int) string {
		if n == 0 {
			return k.t("near.no_letter")
		}
		return k.count("near.letters", n)
	}
	rule := "near." + string(n.Rule)
	if n.Surname == 0 && (n.Rule == ledger.NearInitial || n.Rule == ledger.NearBoth) {
		rule += "_same"
	}
	return k.say(rule, "given", letters(n.Given), "surname", letters(n.Surname)) + ": " + n.Names
}

// settle keeps POST /queue: two actors are one, or a proposal is dismissed.
func (s *Site) settle(v *visit) error {
	by, err := v.form()
	if err != nil {
		return err
	}
	form := v.r.PostForm
	why := strings.TrimSpace(form.Get("why"))
	switch form.Get("do") {
	case "same":
		_, err = s.Ledger.Join(v.r.Context(), by, ledger.Link{From: form.Get("from"), To: form.Get("to"), Why: why})
	default:
		var id int64
		if id, err = strconv.ParseInt(form.Get("proposal"), 10, 64); err == nil {
			err = s.Ledger.Dismiss(v.r.Context(), by, id, why)
		}
	}
	if err != nil {
		return badRequest{err}
	}
	http.Redirect(v.w, v.r, "/queue", http.StatusSeeOther)
	return nil
}
