import { shownPath } from '../project/project'
import { stylePictures } from '../project/template-source'
import type { Rule } from './rule'

/**
 * A style sheet cannot reach the app's own files: WeChat's compiler of styles writes
 * `do-not-use-local-path` over such an address (in miniprogram-compiler 0.2.3), and says nothing.
 */
export const stylePicture: Rule = {
  name: 'style-picture',
  check: ({ project }) =>
    [...project.files.values()].flatMap(({ path, text }) => {
      if (text === null || !path.endsWith('.wxss')) return []
      return stylePictures(text)
        .filter(({ specifier }) => !/^(?:[a-z][\w+.-]*:|\/\/|#|\{\{)/i.test(specifier))
        .map(({ specifier, line }) => ({
          file: shownPath(project, path),
          line,
          message:
            `url(${specifier}) stays empty on the phone: styles cannot reach files of the app. ` +
            'Draw it by <image>, or name an https or data: address.',
        }))
    }),
}
