package attribution

import "fmt"

// Ceiling is what the candidates allow: how many gold statements have a cue, and
// of these how many have the exact content, source, and both among the choices.
type Ceiling struct{ Gold, Cue, Content, Source, Both, Overlap int }

func (c Ceiling) String() string {
	pc := func(n int) string { return fmt.Sprintf("%.1f", 100*float64(n)/float64(max(1, c.Gold))) }
	return fmt.Sprintf("gold %d cue %s content %s source %s both %s overlap %s", c.Gold, pc(c.Cue), pc(c.Content), pc(c.Source), pc(c.Both), pc(c.Overlap))
}

// Oracle measures the candidates against annotated texts, before any ranking.
func Oracle(examples []Example) Ceiling {
	var out Ceiling
	for _, x := range examples {
		v := newView(x.Analysis)
		cues := x.Engine.findCues(v)
		gold := assign(v, cues, x.Gold)
		heads := headsOf(cues)
		out.Gold += len(x.Gold)
		for i := range cues {
			if gold[i] == nil {
				continue
			}
			out.Cue++
			p := x.Engine.newPool(v, cues, heads, i)
			best, content, source := 0, false, false
			for _, k := range p.pairs {
				g := gain(v, &p.sources[k[0]], &p.contents[k[1]], gold[i])
				best = max(best, g)
			}
			for t := range p.contents {
				content = content || gain(v, &p.sources[0], &p.contents[t], gold[i]) >= gainExactContent+gainContent
			}
			for s := range p.sources {
				if len(p.contents) > 0 {
					g := *gold[i]
					g.Content = nil
					source = source || gain(v, &p.sources[s], &p.contents[0], &g) >= gainExactSource+gainSource
				}
			}
			out.Content += count(content)
			out.Source += count(source)
			out.Both += count(best == gainAll)
			out.Overlap += count(best > gainContent)
		}
	}
	return out
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
