package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"time"

	"github.com/enligt/enligt"
	"github.com/enligt/enligt/desk/web/page"
	"github.com/enligt/enligt/packs"
)

// printer shows readings, one after the other.
type printer interface {
	print(*enligt.Reading) error
	close(took time.Duration) error
}

// printer is the printer of the format asked for.
func (c *readCommand) printer(std streams, set *packs.Set) (printer, error) {
	switch c.Format {
	case "json":
		return &jsonPrinter{out: bufio.NewWriter(std.Out)}, nil
	case "jsonl":
		return &jsonlPrinter{std.Out}, nil
	case "html":
		dict, err := readDictionary(set)
		return &htmlPrinter{out: std.Out, dict: dict}, err
	}
	return newTextPrinter(c, std, set)
}

// jsonlPrinter writes a reading a line, each as soon as it is there.
type jsonlPrinter struct{ out io.Writer }

func (p *jsonlPrinter) print(r *enligt.Reading) error {
	line, err := r.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = p.out.Write(append(line, '\n'))
	return err
}

func (p *jsonlPrinter) close(time.Duration) error { return nil }

// jsonPrinter writes one object, or a list of several. It holds the first back
// until it knows which.
type jsonPrinter struct {
	out   *bufio.Writer
	first []byte
	count int
}

func (p *jsonPrinter) print(r *enligt.Reading) error {
	line, err := r.MarshalJSON()
	if err != nil {
		return err
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, line, "", "  "); err != nil {
		return err
	}
	p.count++
	switch p.count {
	case 1:
		p.first = indented.Bytes()
		return nil
	case 2:
		p.out.WriteString("[\n")
		p.out.Write(p.first)
		p.first = nil
	}
	p.out.WriteString(",\n")
	p.out.Write(indented.Bytes())
	return p.out.Flush()
}

func (p *jsonPrinter) close(time.Duration) error {
	switch p.count {
	case 0:
		p.out.WriteString("[]")
	case 1:
		p.out.Write(p.first)
	default:
		p.out.WriteString("\n]")
	}
	p.out.WriteByte('\n')
	return p.out.Flush()
}

// htmlPrinter writes the page of the only document.
type htmlPrinter struct {
	out   io.Writer
	dict  *dictionary
	count int
}

func (p *htmlPrinter) print(r *enligt.Reading) error {
	p.count++
	switch {
	case p.count > 1:
		return errOneDocument
	case r.Err != nil:
		return nil
	}
	return page.Write(p.out, r, p.dict.of(r.Document.Lang))
}

func (p *htmlPrinter) close(time.Duration) error { return nil }
