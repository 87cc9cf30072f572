package reading

import "github.com/enligt/enligt"

// maxScene is how many statements back a scene may have been set.
const maxScene = 4

// keepScenes takes over channel and addressee from the last statement of the same
// speaker: they hold on until the text changes the scene, as a heading does.
func keepScenes(statements []enligt.Statement) {
	for i := range statements {
		if len(statements[i].Speaker) == 1 && !statements[i].Cue.Empty() {
			keepScene(statements[max(0, i-maxScene):i], &statements[i])
		}
	}
}

func keepScene(before []enligt.Statement, s *enligt.Statement) {
	for j := len(before) - 1; j >= 0; j-- {
		o := &before[j]
		if o.Block == enligt.HeadingBlock {
			return
		}
		if len(o.Speaker) != 1 || o.Speaker[0].Name != s.Speaker[0].Name {
			continue
		}
		if s.Channel == nil {
			s.Channel = o.Channel
		}
		if len(s.Addressee) == 0 && len(o.Via) > 0 && len(o.Addressee) > 0 {
			s.Addressee, s.Via = o.Addressee, o.Via
		}
		return
	}
}
