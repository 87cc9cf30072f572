package reading

import (
	"fmt"
	"sort"

	"github.com/enligt/enligt"
)

// rename gives statements ids that continue after n others, and follows them in
// Parent and About.
func rename(s []enligt.Statement, n int) []enligt.Statement {
	ids := make(map[string]string, len(s))
	for i := range s {
		id := fmt.Sprintf("s%d", n+i+1)
		if s[i].ID != "" {
			ids[s[i].ID] = id
		}
		s[i].ID = id
	}
	follow(s, ids)
	return s
}

// follow replaces ids in Parent and About; what ids does not hold goes.
func follow(s []enligt.Statement, ids map[string]string) {
	for i := range s {
		s[i].Parent = ids[s[i].Parent]
		var about []string
		for _, a := range s[i].About {
			if id := ids[a]; id != "" {
				about = append(about, id)
			}
		}
		s[i].About = about
	}
}

// start is where a statement first stands in the text.
func start(s *enligt.Statement) int {
	at := s.Cue.Start
	if s.Cue.Empty() && len(s.Content) > 0 {
		at = s.Content[0].Start
	}
	for _, c := range s.Content {
		at = min(at, c.Start)
	}
	return at
}

// order puts statements of several parts into text order and numbers them anew.
func order(s []enligt.Statement) {
	sort.SliceStable(s, func(i, j int) bool { return start(&s[i]) < start(&s[j]) })
	rename(s, 0)
}

// keep leaves out statements below a confidence. A statement inside one that goes
// belongs to the next that stays.
func keep(s []enligt.Statement, least float64) []enligt.Statement {
	if least <= 0 {
		return s
	}
	byID := make(map[string]*enligt.Statement, len(s))
	for i := range s {
		byID[s[i].ID] = &s[i]
	}
	for i := range s {
		s[i].Parent = keptParent(byID, &s[i], least)
	}
	var kept []enligt.Statement
	for i := range s {
		if s[i].Confidence >= least {
			kept = append(kept, s[i])
		}
	}
	return rename(kept, 0)
}

// keptParent is the nearest statement around s that stays. Those on the way are
// pointed at it too, so that a deep nest costs one walk.
func keptParent(byID map[string]*enligt.Statement, s *enligt.Statement, least float64) string {
	var way []*enligt.Statement
	id := s.Parent
	for len(way) <= len(byID) {
		p := byID[id]
		if p == nil || p.Confidence >= least {
			break
		}
		way = append(way, p)
		id = p.Parent
	}
	for _, p := range way {
		p.Parent = id
	}
	return id
}

// setBlock names the kind of block that the statement starts in.
func setBlock(s *enligt.Statement, blocks []enligt.Block) {
	at := start(s)
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].End > at })
	if i < len(blocks) && blocks[i].Start <= at {
		s.Block = blocks[i].Kind
	}
}
