/** Whether the value is an object (or array or function), so that its fields can be read. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object(value) === value
}
