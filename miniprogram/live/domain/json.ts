/**
 * Something with fields to look at. Not `typeof`: the compiler would replace it by a helper of its
 * own in every module that asks.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object(value) === value
}
