import { componentEntries } from './components'
import type { JsonSource } from './json-source'
import { declares, type PluginAddress, pluginAddresses } from './plugin-address'
import { type AppPackage, isRecord, packageOf, type Project, type SourceFile } from './project'
import { scriptStrings } from './script-strings'

/** A place that names a plugin, and the packages that declare that plugin. */
export interface PluginUse {
  readonly file: string
  readonly line: number
  readonly address: PluginAddress
  /** The package of the file. */
  readonly ownPackage: AppPackage
  readonly declarers: readonly AppPackage[]
  readonly as: 'component' | 'link in a template' | 'text in a script' | 'text in JSON'
  /** For a component: its tag, and whether it has a placeholder. */
  readonly tag?: string
  readonly hasPlaceholder?: boolean
}

type Place = Omit<PluginUse, 'file' | 'ownPackage' | 'declarers' | 'address'> & {
  readonly text: string
}

export function pluginUses(project: Project): PluginUse[] {
  return [...project.files.values()].flatMap((file) => {
    const ownPackage = packageOf(project, file.path)
    if (!ownPackage || file.text === null || !/plugin(?:-private)?:/.test(file.text)) return []
    return placesIn(file).flatMap(({ text, ...place }) =>
      pluginAddresses(text).map((address) => ({
        ...place,
        file: file.path,
        address,
        ownPackage,
        declarers: project.packages.filter((one) => declares(one, address)),
      })),
    )
  })
}

function placesIn(file: SourceFile): Place[] {
  if (file.template)
    return file.template.flatMap(({ attributes }) =>
      attributes.map(({ value, line }) => ({ text: value, line, as: 'link in a template' })),
    )
  if (file.script && file.text !== null)
    return scriptStrings(file.path, file.text).map((found) => ({
      ...found,
      as: 'text in a script',
    }))
  if (file.json?.kind !== 'parsed') return []
  const components = componentEntries(file).map(({ tag, target, line, placeholder }) => ({
    text: target,
    line,
    tag,
    hasPlaceholder: placeholder !== null,
    as: 'component' as const,
  }))
  return [...components, ...otherTexts(file.json)]
}

function otherTexts(json: Extract<JsonSource, { kind: 'parsed' }>): Place[] {
  const walk = (value: unknown, keys: readonly (string | number)[]): Place[] => {
    if (typeof value === 'string')
      return [{ text: value, line: json.lineOf(...keys), as: 'text in JSON' }]
    if (Array.isArray(value)) return value.flatMap((item, index) => walk(item, [...keys, index]))
    if (!isRecord(value)) return []
    return Object.entries(value)
      .filter(([key]) => keys.length > 0 || key !== 'usingComponents')
      .flatMap(([key, item]) => walk(item, [...keys, key]))
  }
  return walk(json.value, [])
}
