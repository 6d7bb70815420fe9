import { packedPath, packedSource } from '../project/packed-source'
import { shownPath } from '../project/project'
import { PROJECT_FILE } from '../project/read-project'
import { neededFiles } from './needed-files'
import type { Rule } from './rule'

const STRAY: readonly (readonly [path: RegExp, what: string])[] = [
  [/\.map$/, 'A source map'],
  [/\.channels\.\w+$/, 'A file of the channels flavour'],
  [/(?:^|\/)node_modules\//, 'A file of node_modules, which phones do not read'],
  [/(?:^|\/)(?:typings|@types)\//, 'A file of typings'],
  [
    /^docs?\/|\.(?:md|markdown|mdx)$|(?:^|\/)(?:readme|licen[sc]e|changelog)(?:\.txt)?$/i,
    'Documentation',
  ],
  [
    /(?:^|\/)(?:package(?:-lock)?|tsconfig(?:\.\w+)?|jsconfig|project\.private\.config)\.json$/,
    'A tool’s file',
  ],
  [/(?:^|\/)\.[^/]+$|\.(?:log|bak|orig|rej|swp|tmp)$|~$/, 'A left-over or hidden file'],
  [/(?:^|\/)[\w.-]+\.(?:config|conf)\.(?:js|cjs|mjs)$/, 'A tool’s file'],
]

/**
 * Files that a phone does not use and that strangers should not read. WeChat decides by kind which
 * files it packs and may add kinds; with "ignoreUploadUnusedFiles" off, or under
 * "packOptions.include", it packs all files. Files that the app needs are not reported.
 */
export const packedStray: Rule = {
  name: 'packed-stray',
  check: ({ project, packed }) => {
    const needed = new Set(neededFiles(project).map(({ target }) => packedPath(target)))
    return (packed ?? []).flatMap(({ path }) => {
      const what = STRAY.find(([pattern]) => pattern.test(path))?.[1]
      if (what === undefined || needed.has(path)) return []
      return [
        {
          file: shownPath(project, packedSource(project, path)?.path ?? path),
          line: 1,
          message:
            `${what} would be uploaded: it makes the app larger, and strangers can read it. Move it out ` +
            `of the folder of app.json, or exclude it by "packOptions.ignore" in ${PROJECT_FILE}.`,
        },
      ]
    })
  },
}
