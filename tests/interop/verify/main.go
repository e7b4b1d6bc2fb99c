// Verify checks what a Travaux log hands out, with nothing but Go's standard library and golang.org/x/mod.
//
//	verify checkpoint  <checkpoint> <log key> [<witness key> ...]
//	verify inclusion   <receipt> <entry> <log key> [<witness key> ...]
//	verify consistency <earlier checkpoint> <witness request> <log key>
//
// A receipt is a C2SP tlog-proof; a witness request is the body of add-checkpoint (C2SP tlog-witness). Keys are vkeys.
// Every key that is named must have signed. The exit status is 0 where everything holds, 1 where something does not.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Println("FAIL:", err)
		os.Exit(1)
	}
	fmt.Println("OK")
}

func run(args []string) error {
	if len(args) >= 3 && args[0] == "checkpoint" {
		_, err := open(read(args[1]), args[2:])
		return err
	}
	if len(args) >= 4 && args[0] == "inclusion" {
		return inclusion(read(args[1]), read(args[2]), args[3:])
	}
	if len(args) == 4 && args[0] == "consistency" {
		return consistency(read(args[1]), read(args[2]), args[3:])
	}
	return errors.New("usage: verify checkpoint|inclusion|consistency FILES KEYS")
}

func inclusion(receipt, entry []byte, keys []string) error {
	head, checkpoint, found := bytes.Cut(receipt, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a receipt")
	}
	lines = lines[1:]
	if strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	index, err := number(lines[0], "index ")
	if err != nil {
		return err
	}
	tree, err := open(checkpoint, keys)
	if err != nil {
		return err
	}
	proof, err := hashes(lines[1:])
	if err != nil {
		return err
	}
	return tlog.CheckRecord(tlog.RecordProof(proof), tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func consistency(earlier, request []byte, keys []string) error {
	before, err := open(earlier, keys)
	if err != nil {
		return err
	}
	head, checkpoint, found := bytes.Cut(request, []byte("\n\n"))
	if !found {
		return errors.New("not a witness request")
	}
	lines := strings.Split(string(head), "\n")
	old, err := number(lines[0], "old ")
	if err != nil {
		return err
	}
	if old != before.N {
		return errors.New("the proof begins at another size")
	}
	after, err := open(checkpoint, keys)
	if err != nil {
		return err
	}
	proof, err := hashes(lines[1:])
	if err != nil {
		return err
	}
	return tlog.CheckTree(tlog.TreeProof(proof), after.N, after.Hash, before.N, before.Hash)
}

// open returns the tree in a checkpoint that every key has signed, the first of them the log's.
func open(data []byte, keys []string) (tlog.Tree, error) {
	var tree tlog.Tree
	var verifiers []note.Verifier
	for _, key := range keys {
		verifier, err := verifierOf(key)
		if err != nil {
			return tree, err
		}
		verifiers = append(verifiers, verifier)
	}
	opened, err := note.Open(data, note.VerifierList(verifiers...))
	if err != nil {
		return tree, err
	}
	signed := map[string]bool{}
	for _, signature := range opened.Sigs {
		signed[fmt.Sprint(signature.Name, signature.Hash)] = true
	}
	for _, verifier := range verifiers {
		if !signed[fmt.Sprint(verifier.Name(), verifier.KeyHash())] {
			return tree, fmt.Errorf("%s did not sign", verifier.Name())
		}
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifiers[0].Name() {
		return tree, errors.New("not a checkpoint of this log")
	}
	size, err := number(lines[1], "")
	if err != nil {
		return tree, err
	}
	root, err := hashes(lines[2:3])
	if err != nil {
		return tree, err
	}
	return tlog.Tree{N: size, Hash: root[0]}, nil
}

// verifierOf returns the verifier of a vkey: those of kind 1 are x/mod's, those of kind 4 are cosigners.
func verifierOf(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("not a key")
	}
	data, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(data) != 1+ed25519.PublicKeySize || data[0] != 4 {
		return note.NewVerifier(vkey)
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), data...))
	if hex.EncodeToString(sum[:4]) != parts[1] {
		return nil, errors.New("the id is not that of the key")
	}
	return cosigner{parts[0], binary.BigEndian.Uint32(sum[:4]), data[1:]}, nil
}

// cosigner verifies Ed25519 cosignatures (C2SP tlog-cosignature, kind 4).
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }

func (c cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	return ed25519.Verify(c.key, []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)), signature[8:])
}

func number(line, prefix string) (int64, error) {
	if !strings.HasPrefix(line, prefix) {
		return 0, fmt.Errorf("no %q", prefix)
	}
	return strconv.ParseInt(line[len(prefix):], 10, 64)
}

func hashes(lines []string) ([]tlog.Hash, error) {
	var result []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		result = append(result, hash)
	}
	return result, nil
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	if err != nil {
		fmt.Println("FAIL:", err)
		os.Exit(1)
	}
	return data
}
