package main

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints a script made from the command line's own model, so that it never
// lags behind.
func (c *completionCommand) Run(std streams, parser *kong.Kong) error {
	var script string
	switch c.Shell {
	case "bash":
		script = bashCompletion(parser.Model.Node)
	case "zsh":
		script = "#compdef enligt\nautoload -U +X bashcompinit && bashcompinit\n" + bashCompletion(parser.Model.Node)
	case "fish":
		script = fishCompletion(parser.Model.Node)
	}
	_, err := fmt.Fprint(std.Out, script)
	return err
}

// bashCompletion completes commands, then their flags and the values of those
// that have a fixed list, else files.
func bashCompletion(root *kong.Node) string {
	var b strings.Builder
	b.WriteString("# enligt completion bash > /etc/bash_completion.d/enligt\n_enligt() {\n" +
		"  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" command=\"${COMP_WORDS[1]}\"\n" +
		"  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"" + strings.Join(commandNames(root), " ") + "\" -- \"$word\")); return\n  fi\n" +
		"  case \"$command $before\" in\n")
	for _, n := range root.Children {
		if len(n.Children) > 0 {
			fmt.Fprintf(&b, "    \"%[1]s %[1]s\") COMPREPLY=($(compgen -W \"%[2]s\" -- \"$word\")); return ;;\n", n.Name, strings.Join(commandNames(n), " "))
		}
		for _, f := range flagsOf(n) {
			if f.Enum != "" {
				fmt.Fprintf(&b, "    \"%s --%s\") COMPREPLY=($(compgen -W \"%s\" -- \"$word\")); return ;;\n", n.Name, f.Name, strings.ReplaceAll(f.Enum, ",", " "))
			}
		}
	}
	b.WriteString("  esac\n  case \"$command\" in\n")
	for _, n := range root.Children {
		fmt.Fprintf(&b, "    %s) [[ \"$word\" == -* ]] && COMPREPLY=($(compgen -W \"%s\" -- \"$word\")) && return ;;\n", n.Name, strings.Join(flagNames(n), " "))
	}
	b.WriteString("  esac\n  COMPREPLY=($(compgen -f -- \"$word\"))\n}\ncomplete -o filenames -F _enligt enligt\n")
	return b.String()
}

func fishCompletion(root *kong.Node) string {
	var b strings.Builder
	b.WriteString("# enligt completion fish > ~/.config/fish/completions/enligt.fish\n")
	for _, n := range root.Children {
		fmt.Fprintf(&b, "complete -c enligt -n __fish_use_subcommand -f -a %s -d '%s'\n", n.Name, strings.ReplaceAll(n.Help, "'", "’"))
	}
	for _, n := range root.Children {
		for _, c := range n.Children {
			fmt.Fprintf(&b, "complete -c enligt -n '__fish_seen_subcommand_from %s' -f -a %s -d '%s'\n", n.Name, c.Name, strings.ReplaceAll(c.Help, "'", "’"))
		}
		for _, f := range flagsOf(n) {
			fmt.Fprintf(&b, "complete -c enligt -n '__fish_seen_subcommand_from %s' -l %s -d '%s'", n.Name, f.Name, strings.ReplaceAll(f.Help, "'", "’"))
			if f.Enum != "" {
				fmt.Fprintf(&b, " -x -a '%s'", strings.ReplaceAll(f.Enum, ",", " "))
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func commandNames(root *kong.Node) []string {
	var out []string
	for _, n := range root.Children {
		out = append(out, n.Name)
	}
	return out
}

// flagsOf are the flags of a command and of those under it, each name once.
func flagsOf(n *kong.Node) []*kong.Flag {
	var out []*kong.Flag
	for _, n := range append([]*kong.Node{n}, n.Children...) {
		for _, f := range n.Flags {
			if !slices.ContainsFunc(out, func(g *kong.Flag) bool { return g.Name == f.Name }) {
				out = append(out, f)
			}
		}
	}
	return out
}

func flagNames(n *kong.Node) []string {
	var out []string
	for _, f := range flagsOf(n) {
		out = append(out, "--"+f.Name)
	}
	sort.Strings(out)
	return append(out, "--help")
}
