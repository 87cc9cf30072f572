package main

import (
	"fmt"
	"strconv"

	"github.com/enligt/enligt/desk/web"
	"github.com/enligt/enligt/packs"
)

// figuresOf reads accuracy.tsv of a pack: how well it reads. A pack without it was
// not measured.
func figuresOf(p *packs.Pack) (web.Figures, error) {
	out := web.Figures{Lang: p.Lang, Pack: p.Name(), ByName: map[string]web.Figure{}}
	t, err := p.Table("accuracy")
	if err != nil {
		return out, err
	}
	for _, row := range t.Rows {
		n, err := strconv.Atoi(row.Get("n"))
		if err != nil {
			return out, fmt.Errorf("pack %s: %s: n is %q, no number; enligt measure attribution --pack-table prints the table", p.Lang, row.At(), row.Get("n"))
		}
		if row.Get("figure") == "documents" {
			out.Documents = n
			continue
		}
		f := web.Figure{N: n}
		for column, to := range map[string]*float64{"p": &f.Precision, "p_low": &f.LowP, "p_high": &f.HighP, "r": &f.Recall, "r_low": &f.LowR, "r_high": &f.HighR} {
			cell := row.Get(column)
			if cell == "" {
				continue // a figure that has recall only
			}
			if *to, err = strconv.ParseFloat(cell, 64); err != nil || *to < 0 || *to > 100 {
				return out, fmt.Errorf("pack %s: %s: %s is %q, no share in percent; enligt measure attribution --pack-table prints the table", p.Lang, row.At(), column, cell)
			}
		}
		out.ByName[row.Get("figure")] = f
	}
	return out, nil
}
