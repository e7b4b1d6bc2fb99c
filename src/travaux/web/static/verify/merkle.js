// Merkle: the tree hash of RFC 6962, and the check of inclusion proofs (RFC 9162, 2.1.3.2).
"use strict";

const LEAF = Uint8Array.of(0), NODE = Uint8Array.of(1), HASH_BYTES = 32;

const leafHash = (leaf) => sha256(joined(LEAF, leaf));
const nodeHash = (left, right) => sha256(joined(NODE, left, right));

/** A whole tree: the hashes of every complete subtree, level by level, so that the root of any size can be asked for. */
class Tree {
  static async of(leaves) {
    const tree = new Tree();
    tree.levels = [leaves];
    for (let below = leaves; below.length > 1; below = tree.levels.at(-1)) {
      const pairs = Array.from({ length: below.length >> 1 }, (_, at) => nodeHash(below[2 * at], below[2 * at + 1]));
      tree.levels.push(await Promise.all(pairs));
    }
    return tree;
  }

  get size() { return this.levels[0].length; }

  /** The root of the first `size` leaves: its complete subtrees, folded from the right. */
  async root(size = this.size) {
    if (size === 0) return sha256(new Uint8Array());
    const subtrees = [];
    for (let start = 0; start < size;) {
      const level = 31 - Math.clz32(size - start);
      subtrees.push(this.levels[level][start >> level]);
      start += 2 ** level;
    }
    let result = subtrees.pop();
    while (subtrees.length) result = await nodeHash(subtrees.pop(), result);
    return result;
  }
}

/** Refuses unless a proof shows that a leaf hash is at `index` of the tree of `size` leaves with this root. */
async function checkInclusion(proof, index, size, leaf, root) {
  if (index >= size) throw new Error(NO_PROOF);
  let place = index, last = size - 1n, result = leaf;
  for (const beside of proof) {
    if (last === 0n) throw new Error(NO_PROOF);
    if (place & 1n || place === last) {
      result = await nodeHash(beside, result);
      while (!(place & 1n) && place) { place >>= 1n; last >>= 1n; }
    } else result = await nodeHash(result, beside);
    place >>= 1n;
    last >>= 1n;
  }
  if (last || !same(result, root)) throw new Error(NO_PROOF);
}
