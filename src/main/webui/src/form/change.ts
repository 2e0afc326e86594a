import type { PathPart } from '../contract/pointer'

/** A tree with one value changed, or taken away when it is undefined; the tree before stays as it is. */
export function changedValue(tree: unknown, path: readonly PathPart[], value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (Array.isArray(tree) && typeof first === 'number') {
    return tree.map((item: unknown, index) => (index === first ? changedValue(item, rest, value) : item))
  }
  const before = typeof tree === 'object' && tree !== null ? (tree as Record<string, unknown>) : {}
  const next = changedValue(before[first], rest, value)
  const { [String(first)]: _, ...others } = before
  return next === undefined ? others : { ...before, [first]: next }
}
