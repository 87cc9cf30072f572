package fetch

import (
	"bytes"
	"net/url"
	"strings"
)

// Bounds of a robots.txt: what comes after them is not read (RFC 9309 asks for at
// least 500 KiB).
const (
	maxRobots = 512 << 10
	maxRules  = 10000
)

// robots are the rules of one host for us.
type robots struct{ rules []rule }

// rule allows or forbids the paths that its pattern fits: "*" is any run of
// characters, "$" at the end the end of the path, else any end will do.
type rule struct {
	allow   bool
	pattern string
}

// parseRobots reads a robots.txt by RFC 9309: the groups that name agent, else
// those for everybody. Lines that mean nothing are passed over.
func parseRobots(raw []byte, agent string) robots {
	var own, all []rule
	named := false
	var forUs, forAll, inRules bool
	for line := range bytes.Lines(bytes.TrimPrefix(raw[:min(len(raw), maxRobots)], []byte("\xEF\xBB\xBF"))) {
		for part := range bytes.SplitSeq(line, []byte("\r")) {
			key, value := directive(part)
			switch key {
			case "user-agent":
				if inRules {
					forUs, forAll, inRules = false, false, false
				}
				if value == "*" {
					forAll = true
				} else if strings.EqualFold(product(value), agent) {
					forUs, named = true, true
				}
			case "allow", "disallow":
				inRules = true
				if value == "" || len(own)+len(all) >= maxRules {
					continue
				}
				r := rule{key == "allow", normal(value)}
				if forUs {
					own = append(own, r)
				} else if forAll {
					all = append(all, r)
				}
			}
		}
	}
	if named {
		return robots{own}
	}
	return robots{all}
}

// directive is a line's key in small letters and its value, a remark left out.
func directive(line []byte) (key, value string) {
	line, _, _ = bytes.Cut(line, []byte("#"))
	k, v, ok := bytes.Cut(line, []byte(":"))
	if !ok {
		return "", ""
	}
	return strings.ToLower(string(bytes.TrimSpace(k))), string(bytes.TrimSpace(v))
}

// product is the name in "Name/1.0 (remark)".
func product(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return r != '-' && r != '_' && (r|0x20 < 'a' || r|0x20 > 'z')
	})
	if end < 0 {
		return agent
	}
	return agent[:end]
}

// allows decides by the longest pattern that fits; of two as long, the one that
// allows. What no rule speaks of is allowed, robots.txt itself always.
func (r robots) allows(u *url.URL) bool {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if path == "/robots.txt" {
		return true
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	path = normal(path)
	allowed, longest := true, -1
	for _, rule := range r.rules {
		n := len(rule.pattern)
		if n < longest || n == longest && !rule.allow || !fits(rule.pattern, path) {
			continue
		}
		allowed, longest = rule.allow, n
	}
	return allowed
}

// fits runs over pattern and path once: each piece between stars is looked for
// where the one before it ended.
func fits(pattern, path string) bool {
	pattern, atEnd := strings.CutSuffix(pattern, "$")
	pieces := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, pieces[0]) {
		return false
	}
	path = path[len(pieces[0]):]
	if len(pieces) == 1 {
		return !atEnd || path == ""
	}
	last := len(pieces) - 1
	for _, piece := range pieces[1:last] {
		i := strings.Index(path, piece)
		if i < 0 {
			return false
		}
		path = path[i+len(piece):]
	}
	if atEnd {
		return strings.HasSuffix(path, pieces[last])
	}
	return strings.Contains(path, pieces[last])
}

// normal writes a path in one way: letters, digits and "-._~" as themselves, other
// escapes in capitals, bytes beyond ASCII as escapes.
func normal(path string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		switch {
		case c == '%' && i+2 < len(path) && digit(path[i+1]) >= 0 && digit(path[i+2]) >= 0:
			if v := byte(digit(path[i+1])<<4 | digit(path[i+2])); unreserved(v) {
				b.WriteByte(v)
			} else {
				b.WriteString(strings.ToUpper(path[i : i+3]))
			}
			i += 2
		case c >= 0x80:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func unreserved(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
