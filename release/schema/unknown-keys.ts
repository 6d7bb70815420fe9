import { isRecord } from '../project/project'
import type { Schema } from './wechat-schemas'

export interface UnknownKey {
  /** The path to the key; the key is the last element. */
  readonly keys: readonly (string | number)[]
  readonly name: string
  /** The keys that the schema allows there. */
  readonly known: readonly string[]
  /** Sibling keys whose objects allow a key of this name: the key may be one level too high. */
  readonly homes: readonly string[]
}

/**
 * Returns the keys of a JSON value that its schema does not list. If a schema lists names, all
 * others are unknown, even without `additionalProperties: false`, which the schema of
 * project.config.json never has. For alternatives, the names of all of them are allowed. Objects
 * with free names (`usingComponents`) have no unknown keys.
 * @param lacking names that the schema should list, by the path of their object
 */
export function unknownKeys(
  value: unknown,
  schema: Schema,
  lacking: (keys: readonly (string | number)[]) => readonly string[] = () => [],
): UnknownKey[] {
  const found: UnknownKey[] = []
  const walk = (part: unknown, schemas: readonly Schema[], keys: readonly (string | number)[]) => {
    if (Array.isArray(part)) {
      const items = schemas.flatMap((one) => alternatives(one['items'], schema))
      part.forEach((item, index) => walk(item, items, [...keys, index]))
    }
    if (!isRecord(part)) return
    const named = schemas.flatMap((one) => (isRecord(one['properties']) ? [one['properties']] : []))
    const free = schemas.flatMap((one) => alternatives(one['additionalProperties'], schema))
    const known = [...new Set([...named.flatMap((names) => Object.keys(names)), ...lacking(keys)])]
    const within = (name: string) =>
      named.flatMap((names) =>
        Object.hasOwn(names, name) ? alternatives(names[name], schema) : [],
      )
    const isFree = named.length === 0 || free.length > 0
    for (const [name, child] of Object.entries(part)) {
      if (known.includes(name)) walk(child, within(name), [...keys, name])
      else if (isFree) walk(child, free, [...keys, name])
      else {
        const homes = known.filter((other) => within(other).some((one) => names(one, name)))
        found.push({ keys: [...keys, name], name, known, homes })
      }
    }
  }
  walk(value, alternatives(schema, schema), [])
  return found
}

function names(schema: Schema, name: string): boolean {
  const properties = schema['properties']
  return isRecord(properties) && Object.hasOwn(properties, name)
}

/** The alternatives that a part of a schema allows, with references resolved. */
function alternatives(part: unknown, root: Schema): Schema[] {
  if (!isRecord(part)) return []
  const reference = part['$ref']
  if (typeof reference === 'string') return alternatives(definition(reference, root), root)
  const several = part['anyOf']
  if (Array.isArray(several)) return several.flatMap((one: unknown) => alternatives(one, root))
  return [part]
}

/** `#/definitions/IWindow` */
function definition(reference: string, root: Schema): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((part, step) => (isRecord(part) ? part[step] : undefined), root)
}
