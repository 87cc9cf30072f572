package actor

import (
	"fmt"
	"strings"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/packs"
)

// readBodies reads bodies.tsv: names of international bodies and their like, in lower
// case, and the key that each has in every language. A pack without it knows none.
func readBodies(p *packs.Pack) (map[string]string, error) {
	t, err := p.Table("bodies")
	if err != nil {
		return nil, err
	}
	bodies := map[string]string{}
	for _, r := range t.Rows {
		key := r.Get("key")
		if key == "" || key != strings.ToUpper(key) {
			return nil, fmt.Errorf("%s: key is %q, must be upper case", r.At(), key)
		}
		for _, name := range cells(r.Get("name")) {
			if other := bodies[name]; other != "" && other != key {
				return nil, fmt.Errorf("%s: %q is %s already", r.At(), name, other)
			}
			bodies[name] = key
		}
	}
	return bodies, nil
}

// knowBodies gives those their key whom a source or carrier names by a phrase that the
// recogniser of names did not see as one.
func (c *cast) knowBodies() {
	for i := range c.all {
		x := &c.all[i]
		if x.key != "" || x.named || x.name.empty() {
			continue
		}
		if key := c.e.bodies[fold(strings.ToLower(c.display(x)))]; key != "" {
			x.key, x.kind = key, enligt.Organisation
		}
	}
}
