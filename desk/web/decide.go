package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/desk/web/door"
	"github.com/enligt/enligt/ledger"
)

// errReadOnly answers those who would write where nobody may.
var errReadOnly = errors.New("this desk is for reading only")

// mostForm is how many bytes of a form are read.
const mostForm = 64 << 10

// signs is who decides on this visit; ok is false where they may not.
func (v *visit) signs() (by ledger.Origin, ok bool) {
	if v.site.By == nil {
		return by, false
	}
	by = v.site.By()
	if v.site.Door == nil {
		return by, true
	}
	guest := callerOf(v.r).guest
	by.Who = guest.Name
	return by, guest.Role == door.Editor
}

// form reads the form of a decision, and who signs it.
func (v *visit) form() (ledger.Origin, error) {
	by, ok := v.signs()
	if !ok {
		return by, errReadOnly
	}
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, mostForm)
	if err := v.r.ParseForm(); err != nil {
		return by, badRequest{err}
	}
	return by, nil
}

// panel is where a person settles a statement; a person's word is never mistaken
// for the machine's.
type panel struct {
	Action  string
	Version string
	Who     string // signs
	Now     statusMark
	Choices []statusMark
	Fields  []cell
	HoldOn  bool // the text itself says that it is not sure of the carrier
	History []decided
	Mends   []decided // the newest of each cell
}

// statusMark is a status as sign and word.
type statusMark struct{ Value, Words, Icon, Key string }

// decided is one decision in the history of a statement.
type decided struct {
	Status        *statusMark
	Mended        string // the cell, "" for a status
	Derived       bool   // Right is no slice of the text
	Right, Why    string
	Evidence      []evidence
	Who, Hash     string
	When          moment
	Number        int64
	Statement     string // its page, where the list is of many
	NotAStatement bool
	Place         slice // of a missed statement
}

type evidence struct{ Words, Href string }

var statusIcons = map[enligt.Status]string{
	enligt.Unseen: "unseen", enligt.Open: "open", enligt.InReport: "rep", enligt.Disputed: "vs", enligt.Confirmed: "ok", enligt.Refuted: "x", enligt.Withdrawn: "back",
}

func (k *skin) status(s enligt.Status) statusMark {
	return statusMark{Value: string(s), Words: k.t("status." + string(s)), Icon: statusIcons[s], Key: fmt.Sprint(slices.Index(ledger.Statuses, s) + 1)}
}

// panel makes the box of a statement. Without Who nobody can decide.
func (v *visit) panel(s *ledger.Statement) (*panel, error) {
	list, err := v.site.Ledger.Decisions(v.r.Context(), s.Version.Hash, v.asOf())
	if err != nil {
		return nil, err
	}
	p := &panel{Action: statementHref(s.Key), Version: s.Version.ID, Now: v.status(s.Status)}
	if by, ok := v.signs(); ok {
		p.Who = by.Who
	}
	for _, st := range ledger.Statuses {
		p.Choices = append(p.Choices, v.status(st))
	}
	p.Fields = v.mendable(s)
	for _, d := range s.Doubt {
		p.HoldOn = p.HoldOn || d.Kind == enligt.Purported || d.Kind == enligt.Unverified
	}
	for i := range list {
		if list[i].Key == s.Key {
			p.History = append(p.History, v.decided(&list[i]))
		}
	}
	p.Mends = newestMends(p.History)
	return p, nil
}

func (k *skin) decided(d *ledger.Decision) decided {
	out := decided{Why: d.Why, Right: d.Right, Who: d.Who, When: k.written(d.UTC), Number: d.Number, Statement: statementHref(d.Key)}
	out.Hash = d.Hash[:min(8, len(d.Hash))]
	if d.Status != "" {
		st := k.status(d.Status)
		out.Status = &st
	}
	if d.Field != "" {
		out.Mended, out.Right = k.t("field."+d.Field), k.worded(d.Field, d.Right)
		out.Derived = len(d.Rests) == 0 || ledger.Values(d.Field) != nil
		out.NotAStatement = d.Field == ledger.NotAStatement
	}
	for _, e := range d.Evidence {
		out.Evidence = append(out.Evidence, evidence{e, webAddress(e)})
	}
	return out
}

// decide keeps POST /statements/{key}: a status, or a cell mended, with a why.
func (s *Site) decide(v *visit) error {
	by, err := v.form()
	if err != nil {
		return err
	}
	list, chosen, err := v.printings(v.r.PathValue("key"), v.r.PostForm.Get("in"))
	if err != nil {
		return err
	}
	st := &list[chosen]
	form := v.r.PostForm
	d := enligt.Decision{
		TextHash: st.Version.Hash, Spans: ledger.SpansOf(&st.Statement), Status: enligt.Status(form.Get("status")),
		Field: form.Get("field"), Right: strings.TrimSpace(form.Get("right")), Why: strings.TrimSpace(form.Get("why")),
		Evidence: strings.Fields(form.Get("evidence")),
	}
	if d.Right != "" {
		if d.Right, err = v.coded(d.Field, d.Right); err != nil {
			return badRequest{err}
		}
	}
	if err := rest(&d, st.Version.Text); err != nil {
		return badRequest{err}
	}
	if err := ledger.CheckDecision(&d, st.Version.Text); err != nil {
		return badRequest{err}
	}
	if _, err := s.Ledger.Decide(v.r.Context(), by, d); err != nil {
		return err
	}
	http.Redirect(v.w, v.r, statementHref(st.Key)+"?in="+st.Version.ID+"#decide", http.StatusSeeOther)
	return nil
}

// printings are the statements of one key: the same words of the same text, in each
// document that has it. chosen is the one in the version asked for, else the first
// that printed it.
func (v *visit) printings(key, version string) (list []ledger.Statement, chosen int, err error) {
	at := v.asOf()
	found, err := v.site.Ledger.Statements(v.r.Context(), ledger.Query{Key: key, Versions: "all", AsOf: at, Limit: ledger.MaxLimit})
	if err != nil {
		return nil, 0, err
	}
	if len(found.Items) == 0 {
		return nil, 0, ledger.ErrNotFound
	}
	chosen = len(found.Items) - 1
	for i := range found.Items {
		if found.Items[i].Version.ID == version {
			chosen = i
		}
	}
	return found.Items, chosen, nil
}
