import { isRecord } from '../project/project'

/**
 * The seam to WeChat's own lists of keys: JSON schemas that miniprogram-ci carries and asks only for
 * the types of known keys. They are data; nothing of miniprogram-ci runs here, and no other file
 * knows where they lie. A test fails when an update moves them.
 */
export type SchemaName = 'app' | 'page' | 'sitemap' | 'theme' | 'projectconfig'

export type Schema = Readonly<Record<string, unknown>>

/** Keys in an object of the file: '' is the file's own, `setting` that of "setting". */
type Lacking = Readonly<Record<string, readonly string[]>>

/**
 * What WeChat's documentation or DevTools knows and the schemas of miniprogram-ci 2.1.42 do not.
 * @see reference/configuration/app; dev/devtools/projectconfig
 */
const LACKING: Readonly<Record<SchemaName, Lacking>> = {
  app: {
    '': ['supportedMaterials', 'navigateToMiniProgramAppIdList'],
    permission: [
      ...['scope.addPhoneCalendar', 'scope.addPhoneContact', 'scope.bluetooth', 'scope.camera'],
      ...['scope.record', 'scope.userLocationBackground', 'scope.werun', 'scope.writePhotosAlbum'],
    ],
  },
  page: {},
  sitemap: {},
  theme: {},
  projectconfig: {
    // DevTools writes these by itself
    '': ['isGameTourist', 'projectArchitecture'],
    setting: [
      ...['bigPackageSizeSupport', 'checkSiteMap', 'compileWorklet', 'condition', 'disableSWC'],
      ...['newFeature', 'nodeModules', 'packNpmRelation', 'scopeDataCheck', 'skylineRenderEnable'],
      ...['swc', 'userConfirmedBundleSwitch'],
    ],
    condition: ['conversation', 'search'],
  },
}

/** An editor reads it to help while typing, WeChat leaves it alone. */
const FOR_EDITORS = ['$schema']

export function schemaOf(name: SchemaName): Schema {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a path that is put together
  const schema: unknown = require(`miniprogram-ci/dist/schema/dist/${name}.js`)
  if (!isRecord(schema) || !isRecord(schema['properties']))
    throw new Error(`miniprogram-ci carries no schema "${name}" any more.`)
  return schema
}

/** @param keys where the object stands in its file */
export function lackingIn(name: SchemaName, keys: readonly (string | number)[]): readonly string[] {
  const here = LACKING[name][keys.join('.')] ?? []
  return keys.length === 0 ? [...here, ...FOR_EDITORS] : here
}
