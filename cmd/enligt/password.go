package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/enligt/enligt/desk/web/door"
)

// passwordCommand is `enligt password`: a line of the file that enligt desk asks who
// may come in.
type passwordCommand struct {
	Name string `arg:"" help:"Who it is for; decisions are signed with it."`
	Role string `arg:"" enum:"viewer,editor" help:"viewer reads, editor decides too."`
}

// mostTyped bounds what is read of a line.
const mostTyped = 4 << 10

// Run reads the password from the terminal, twice and unseen, or a line of standard
// input.
func (c *passwordCommand) Run(std streams) error {
	password, err := readPassword(std)
	if err != nil {
		return err
	}
	line, err := door.Line(c.Name, door.Role(c.Role), password)
	if err != nil {
		return usageError{fmt.Errorf("password: %w", err)}
	}
	_, err = fmt.Fprintln(std.Out, line)
	return err
}

func readPassword(std streams) (string, error) {
	lines := bufio.NewReader(io.LimitReader(std.In, mostTyped))
	f, ok := std.In.(*os.File)
	if !ok || !isTerminal(f) {
		return readLine(lines)
	}
	back, ok := silence(f)
	if !ok {
		fmt.Fprintln(std.Err, "enligt: this terminal shows what is typed")
		back = func() {}
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(stop)
	go func() {
		if _, ok := <-stop; ok {
			back() // a terminal that stays silent is no use to anybody
			os.Exit(1)
		}
	}()
	defer back()
	var typed [2]string
	for i, ask := range []string{"Password: ", "\nThe same again: "} {
		fmt.Fprint(std.Err, ask)
		var err error
		if typed[i], err = readLine(lines); err != nil {
			return "", err
		}
	}
	fmt.Fprintln(std.Err)
	if typed[0] != typed[1] {
		return "", errors.New("password: the two differ; run it again")
	}
	return typed[0], nil
}

func readLine(r *bufio.Reader) (string, error) {
	s, err := r.ReadString('\n')
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("password: %w", err)
	}
	return strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r"), nil
}
