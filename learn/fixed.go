package learn

// Fixed packs rows, sorted by feature, into a model of 16-bit weights as they are,
// those beyond that range clipped: for weights whose unit has a meaning.
func Fixed(classes int, rows []Row) *Model {
	const limit = 1<<15 - 1
	kept := make([]Row, 0, len(rows))
	for _, r := range rows {
		var ws []Weight
		for _, w := range r.Weights {
			if v := min(max(w.Value, -limit), limit); v != 0 {
				ws = append(ws, Weight{w.Class, v})
			}
		}
		if len(ws) > 0 {
			kept = append(kept, Row{r.Feature, ws})
		}
	}
	return pack(classes, 16, kept)
}
