package main

import (
	"slices"
	"testing"
)

func TestJoinedParagraphsKeepWhatADashOpened(t *testing.T) {
	text, spans := joinParagraphs("# Ny bro\n\nBron är öppen.\n\n– Vi är nöjda, säger Ek.\n– Äntligen.\n\nDen kostade mycket.")
	if want := "Ny bro Bron är öppen. – Vi är nöjda, säger Ek. – Äntligen. Den kostade mycket."; text != want {
		t.Errorf("joined: %q, want %q", text, want)
	}
	var spoken []string
	for _, s := range spans {
		spoken = append(spoken, s.Of(text))
	}
	if want := []string{"– Vi är nöjda, säger Ek.", "– Äntligen."}; !slices.Equal(spoken, want) {
		t.Errorf("spoken: %q, want %q", spoken, want)
	}
	if text, spans := joinParagraphs("Köp:\n\n- mjölk\n- bröd\n\n– Hej, säger Ek."); text != "" || spans != nil {
		t.Errorf("a list with dashes: %q, %v", text, spans)
	}
}
