import { isRecord } from '../project/project'

/**
 * Access to WeChat's JSON schemas, which miniprogram-ci contains and uses only for the types of
 * known keys. They are read as data, and only this file knows their path. A test fails if an update
 * moves them.
 */
export type SchemaName = 'app' | 'page' | 'sitemap' | 'theme' | 'projectconfig'

export type Schema = Readonly<Record<string, unknown>>

/** Keys by the path of their object: '' is the top level, `setting` the object "setting". */
type Lacking = Readonly<Record<string, readonly string[]>>

/**
 * Keys that WeChat's documentation or DevTools has and the schemas of miniprogram-ci 2.1.42 lack.
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
    // DevTools writes these
    '': ['isGameTourist', 'projectArchitecture'],
    setting: [
      ...['bigPackageSizeSupport', 'checkSiteMap', 'compileWorklet', 'condition', 'disableSWC'],
      ...['newFeature', 'nodeModules', 'packNpmRelation', 'scopeDataCheck', 'skylineRenderEnable'],
      ...['swc', 'userConfirmedBundleSwitch'],
    ],
    condition: ['conversation', 'search'],
  },
}

/** Editors read it for completion. WeChat ignores it. */
const FOR_EDITORS = ['$schema']

export function schemaOf(name: SchemaName): Schema {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a path that is put together
  const schema: unknown = require(`miniprogram-ci/dist/schema/dist/${name}.js`)
  if (!isRecord(schema) || !isRecord(schema['properties']))
    throw new Error(
      `miniprogram-ci no longer contains the schema "${name}". Correct its path in release/schema/wechat-schemas.ts.`,
    )
  return schema
}

/** @param keys the path of the object in its file */
export function lackingIn(name: SchemaName, keys: readonly (string | number)[]): readonly string[] {
  const here = LACKING[name][keys.join('.')] ?? []
  return keys.length === 0 ? [...here, ...FOR_EDITORS] : here
}
