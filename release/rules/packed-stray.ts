import { packedPath, packedSource } from '../project/packed-source'
import { shownPath } from '../project/project'
import { PROJECT_FILE } from '../project/read-project'
import { neededFiles } from './needed-files'
import type { Rule } from './rule'

const STRAY: readonly (readonly [path: RegExp, what: string])[] = [
  [/\.map$/, 'A source map'],
  [/\.channels\.\w+$/, 'A file of the channels flavour'],
  [/(?:^|\/)node_modules\//, 'A package as npm has it, which no phone reads'],
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
 * What a phone never reads and strangers should not. Which files WeChat packs depends on their kind,
 * and it may add to the kinds at any time; with "ignoreUploadUnusedFiles" off, or under
 * "packOptions.include", it packs whatever is there. What a page needs is no stray, whatever its name.
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
            `${what} would be uploaded: weight for every phone, and strangers read it. Move it out ` +
            `of the folder of app.json, or leave it out by "packOptions.ignore" in ${PROJECT_FILE}.`,
        },
      ]
    })
  },
}
