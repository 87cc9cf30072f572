package learn

import (
	"slices"
	"strings"
)

// ClusterTrainer collects running text and makes clusters of its words.
type ClusterTrainer struct {
	words map[string]int32
	forms []string
	count []int32
	text  []int32 // words of all lines, -1 between lines
}

// ClusterOptions of training; the zero value means the defaults.
type ClusterOptions struct {
	Classes  int // default 512
	MinCount int // of a word, default 5
	MaxWords int // the most frequent, default 98,000
	Rounds   int // default 12
}

// NewClusterTrainer makes an empty trainer.
func NewClusterTrainer() *ClusterTrainer {
	return &ClusterTrainer{words: map[string]int32{}, text: []int32{-1}}
}

// Add takes the words of one line or sentence.
func (t *ClusterTrainer) Add(words []string) {
	for _, w := range words {
		form := strings.Map(Fold, w)
		id, ok := t.words[form]
		if !ok {
			id = int32(len(t.forms))
			t.words[form] = id
			t.forms = append(t.forms, form)
			t.count = append(t.count, 0)
		}
		t.count[id]++
		t.text = append(t.text, id)
	}
	t.text = append(t.text, -1)
}

// Len is the number of words so far.
func (t *ClusterTrainer) Len() int { return len(t.text) }

// Items before the words: the edge of a line, and all rare words together.
const (
	edgeItem = iota
	rareItem
	firstItem
)

// Train makes a clusters file. Progress is called after each round with the
// number of words that moved; it may be nil.
func (t *ClusterTrainer) Train(o ClusterOptions, progress func(round, moved int)) ([]byte, error) {
	forms, classes := t.cluster(o, progress)
	return packClusters(forms, classes)
}

func (t *ClusterTrainer) cluster(o ClusterOptions, progress func(round, moved int)) ([]string, []uint16) {
	o = o.withDefaults()
	forms, count, left, right := t.items(o)
	e := newExchange(firstItem+min(o.Classes, max(1, len(forms))), 1<<30, firstItem, count, left, right)
	e.run(o.Rounds, progress)
	groups := e.merge(96, 256)
	groups.run(30, nil)
	top := groups.merge(15, 16)
	top.run(30, nil)
	id := treeIDs(groups, top)
	classes := make([]uint16, len(forms))
	for i := range forms {
		classes[i] = id[e.class[firstItem+i]]
	}
	return forms, classes
}

func (o ClusterOptions) withDefaults() ClusterOptions {
	if o.Classes == 0 {
		o.Classes = 512
	}
	if o.MinCount == 0 {
		o.MinCount = 5
	}
	if o.MaxWords == 0 {
		o.MaxWords = 98000
	}
	if o.Rounds == 0 {
		o.Rounds = 12
	}
	o.Classes = min(o.Classes, 15*16*256)
	return o
}

// items numbers the words, the most frequent first, and counts what stands
// before and after each.
func (t *ClusterTrainer) items(o ClusterOptions) (forms []string, count []int32, left, right [][]pair) {
	var kept []int32
	for id, n := range t.count {
		if int(n) >= o.MinCount {
			kept = append(kept, int32(id))
		}
	}
	slices.SortStableFunc(kept, func(a, b int32) int { return int(t.count[b]) - int(t.count[a]) })
	kept = kept[:min(len(kept), o.MaxWords)]
	item := make([]int32, len(t.forms))
	for i := range item {
		item[i] = rareItem
	}
	for i, id := range kept {
		item[id] = int32(firstItem + i)
		forms = append(forms, t.forms[id])
	}
	count = make([]int32, firstItem+len(kept))
	bigrams := make([]uint64, 0, len(t.text))
	at := func(i int) int32 {
		if t.text[i] < 0 {
			return edgeItem
		}
		return item[t.text[i]]
	}
	for i := range t.text {
		count[at(i)]++
		if i > 0 {
			bigrams = append(bigrams, uint64(at(i-1))<<32|uint64(at(i)))
		}
	}
	left, right = adjacency(bigrams, len(count))
	return forms, count, left, right
}

// adjacency sorts the bigrams and lists the neighbours of each item.
func adjacency(bigrams []uint64, items int) (left, right [][]pair) {
	slices.Sort(bigrams)
	left, right = make([][]pair, items), make([][]pair, items)
	for i := 0; i < len(bigrams); {
		j := i
		for j < len(bigrams) && bigrams[j] == bigrams[i] {
			j++
		}
		a, b, n := int32(bigrams[i]>>32), int32(uint32(bigrams[i])), int32(j-i)
		right[a] = append(right[a], pair{b, n})
		left[b] = append(left[b], pair{a, n})
		i = j
	}
	return left, right
}

// run goes over the items until nothing moves, at most rounds times.
func (e *exchange) run(rounds int, progress func(round, moved int)) {
	for i := range rounds {
		moved := e.round()
		if progress != nil {
			progress(i+1, moved)
		}
		if moved == 0 {
			break
		}
	}
}

// merge takes the classes as the items of a coarser partition.
func (e *exchange) merge(classes, limit int) *exchange {
	left, right := make([][]pair, e.classes), make([][]pair, e.classes)
	for a, row := range e.next {
		for b, n := range row {
			if n > 0 {
				right[a] = append(right[a], pair{int32(b), n})
				left[b] = append(left[b], pair{int32(a), n})
			}
		}
	}
	classes = min(classes, max(1, e.classes-e.free))
	return newExchange(e.free+classes, limit, e.free, slices.Clone(e.total), left, right)
}

// treeIDs gives each class its number: top class, group in it, class in that.
func treeIDs(groups, top *exchange) []uint16 {
	ids := make([]uint16, len(groups.class))
	inTop := make([]uint16, top.classes)
	groupID := make([]uint16, groups.classes)
	for g := groups.free; g < groups.classes; g++ {
		t := top.class[g]
		groupID[g] = uint16(t-int32(top.free)+1)<<12 | inTop[t]<<8
		inTop[t]++
	}
	inGroup := make([]uint16, groups.classes)
	for c := groups.free; c < len(groups.class); c++ {
		g := groups.class[c]
		ids[c] = groupID[g] | inGroup[g]
		inGroup[g]++
	}
	return ids
}
