package reading

import (
	"strings"

	"github.com/enligt/enligt"
)

// maxScene is how many statements of others may stand between two of one speaker
// in the same scene.
const maxScene = 4

// keepScenes takes over channel and addressee from the last statement of the same
// speaker: they hold on until the text changes the scene, as a heading does. What
// stands inside another's statement has a scene of its own.
func keepScenes(text string, statements []enligt.Statement) {
	for i := range statements {
		if s := &statements[i]; len(s.Speaker) == 1 && !s.Nested {
			keepScene(text, statements[max(0, i-maxScene):i], s)
		}
	}
}

func keepScene(text string, before []enligt.Statement, s *enligt.Statement) {
	others := 0
	for j := len(before) - 1; j >= 0; j-- {
		o := &before[j]
		if o.Block == enligt.HeadingBlock {
			return
		}
		if o.Nested {
			continue
		}
		if len(o.Speaker) != 1 || o.Speaker[0].Name != s.Speaker[0].Name {
			others++
			continue
		}
		if s.Channel == nil && len(s.Addressee) == 0 && near(text, o, s) {
			s.Channel = o.Channel
		}
		if others == 0 && len(s.Addressee) == 0 && len(s.Via) == 0 && spokenTo(o) && near(text, o, s) {
			s.Addressee, s.Via = o.Addressee, o.Via
		}
		return
	}
}

// spokenTo reports whether a statement's addressee hears what is said next too:
// whoever is asked or urged was only meant by that.
func spokenTo(o *enligt.Statement) bool {
	return len(o.Addressee) > 0 && o.Act == enligt.Assert
}

// near reports whether at most one line ends between two statements.
func near(text string, o, s *enligt.Statement) bool {
	from, to := start(o), start(s)
	if from > to || to > len(text) {
		return false
	}
	return strings.Count(strings.ReplaceAll(text[from:to], "\n\n", "\n"), "\n") < 2
}
