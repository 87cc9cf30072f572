package actor

// ageAt is the age that the word at i tells someone by, in digits: "54-åringen", "the
// 54-year-old"; "" for other words.
func (v *view) ageAt(i int) string {
	form := v.toks[i].form
	if n := digits(form); n > 0 {
		if n < len(form)-1 && form[n] == '-' {
			return form[:n]
		}
		return ""
	}
	j, hyphen := i, false
	for low := v.sentence(i).from; j > low && j > i-maxAge && v.toks[j-1].GlueNext; j-- {
		hyphen = hyphen || v.toks[j-1].form == "-"
	}
	if first := v.toks[j].form; j < i && hyphen && digits(first) == len(first) {
		return first
	}
	return ""
}

// maxAge is how many words the age in "54-year-old" has before its last.
const maxAge = 5

// digits is how many digits a word starts with.
func digits(form string) int {
	n := 0
	for n < len(form) && form[n] >= '0' && form[n] <= '9' {
		n++
	}
	return n
}

// byAge is whom the age noun at token i means: the one mentioned last whose age stands
// beside a mention, else the weightiest person whose age the text does not tell; -1 for
// someone new.
func (c *cast) byAge(i int, age string) int {
	known := map[int]bool{}
	for k := len(c.mentions) - 1; k >= 0 && k >= len(c.mentions)-maxMentions; k-- {
		m := &c.mentions[k]
		if !c.all[m.who].human() {
			continue
		}
		switch c.ageBeside(m) {
		case age:
			return m.who
		case "":
		default:
			known[m.who] = true
		}
	}
	return c.best(i, func(k int) (int, bool) { return 0, c.all[k].human() && !known[k] })
}

// maxBesideAge is how many words from a mention an age is looked for.
const maxBesideAge = 6

// ageBeside is the age that stands beside a mention, "" where none does: "En 16-årig
// flicka", "Ada Ek, 34,", "un homme de 58 ans".
func (c *cast) ageBeside(m *mention) string {
	v := c.v
	s := v.sentence(m.at.from)
	for i := max(s.from, m.at.from-maxBesideAge); i < min(s.to, m.at.to+maxBesideAge); i++ {
		form := v.toks[i].form
		if n := digits(form); n == 0 || n > 3 || i < m.at.from && n == len(form) && (i+1 >= s.to || v.toks[i+1].form != "-") {
			continue
		} else if n < len(form) {
			if form[n] == '-' {
				return form[:n]
			}
			continue
		}
		if i < m.at.to && v.toks[i+1].form == "-" || m.at.has(i) || i > 0 && isComma(v.toks[i-1].form) && i+1 < s.to && v.toks[i+1].isPunct() {
			return form
		}
	}
	return ""
}
