package door

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"
)

// cost is what hashing a password takes.
type cost struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8
}

// hash is a password's, in the PHC string form $argon2id$v=19$m=65536,t=3,p=1$SALT$HASH.
type hash struct {
	cost      cost
	salt, sum []byte
}

// usual is the second choice of RFC 9106, with one thread: 64 MiB, three passes.
var usual = cost{memory: 64 << 10, passes: 3, threads: 1}

// Bounds of what a file may ask for: no line takes more than 256 MiB, or longer than
// about two seconds.
const (
	leastMemory, mostMemory = 1 << 10, 256 << 10 // KiB
	mostPasses              = 16
	mostThreads             = 8
	mostWork                = 1 << 20 // KiB times passes
	leastSalt, mostSalt     = 8, 64
	leastSum, mostSum       = 16, 64
)

func (h hash) of(password string) []byte {
	return argon2.IDKey([]byte(password), h.salt, h.cost.passes, h.cost.memory, h.cost.threads, uint32(len(h.sum)))
}

func (h hash) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.cost.memory, h.cost.passes, h.cost.threads,
		base64.RawStdEncoding.EncodeToString(h.salt), base64.RawStdEncoding.EncodeToString(h.sum))
}

// parseHash reads the PHC string form, within the bounds.
func parseHash(s string) (h hash, err error) {
	part := strings.Split(s, "$")
	if len(part) != 6 || part[0] != "" || part[1] != "argon2id" || part[2] != "v="+strconv.Itoa(argon2.Version) {
		return h, errors.New("no Argon2id hash of version 19 ($argon2id$v=19$m=…,t=…,p=…$…$…)")
	}
	cells := strings.Split(part[3], ",")
	if len(cells) != 3 {
		return h, errors.New("its costs are not m=…,t=…,p=…")
	}
	var n [3]uint32
	for i, name := range []string{"m=", "t=", "p="} {
		digits, ok := strings.CutPrefix(cells[i], name)
		v, err := strconv.ParseUint(digits, 10, 32)
		if !ok || err != nil || strconv.FormatUint(v, 10) != digits {
			return h, fmt.Errorf("its costs have no number %s", name)
		}
		n[i] = uint32(v)
	}
	if n[0] < leastMemory || n[0] > mostMemory || n[1] < 1 || n[1] > mostPasses || n[2] < 1 || n[2] > mostThreads || n[0]*n[1] > mostWork || n[0] < 8*n[2] {
		return h, fmt.Errorf("costs m=%d,t=%d,p=%d are out of bounds: m from %d to %d KiB, t to %d, p to %d, m times t at most %d", n[0], n[1], n[2], leastMemory, mostMemory, mostPasses, mostThreads, mostWork)
	}
	h.cost = cost{n[0], n[1], uint8(n[2])}
	if h.salt, err = base64.RawStdEncoding.Strict().DecodeString(part[4]); err != nil || len(h.salt) < leastSalt || len(h.salt) > mostSalt {
		return h, fmt.Errorf("its salt is not base64 of %d to %d bytes", leastSalt, mostSalt)
	}
	if h.sum, err = base64.RawStdEncoding.Strict().DecodeString(part[5]); err != nil || len(h.sum) < leastSum || len(h.sum) > mostSum {
		return h, fmt.Errorf("its hash is not base64 of %d to %d bytes", leastSum, mostSum)
	}
	return h, nil
}
