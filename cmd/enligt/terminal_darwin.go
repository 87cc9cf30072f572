package main

import "syscall"

const getTerminal, setTerminal = syscall.TIOCGETA, syscall.TIOCSETA
