import { didYouMean } from './did-you-mean'
import { type Project, shownPath } from '../project/project'
import { importedTemplates, type Template, templatesOf } from '../project/template-owners'
import { attributeOf } from '../project/wxml'
import type { Rule } from './rule'

/**
 * `<template is>` finds the templates of its own file and of the files that it imports, but not of
 * their imports. A missing template is silently drawn as nothing.
 * @see dev/reference/wxml/import
 */
export const unknownTemplate: Rule = {
  name: 'unknown-template',
  check: ({ project }) => templatesOf(project).flatMap((file) => unknownIn(project, file)),
}

function unknownIn(project: Project, file: Template) {
  const known = [file, ...importedTemplates(project, file, ['import'])].flatMap(namesOf)
  return file.template.flatMap((tag) => {
    const is = tag.name === 'template' ? attributeOf(tag, 'is') : undefined
    if (!is || is.value.includes('{{') || known.includes(is.value)) return []
    return [
      {
        file: shownPath(project, file.path),
        line: is.line,
        message:
          `There is no template "${is.value}" here, so nothing is drawn on the phone.` +
          `${didYouMean(is.value, known)} Define it by <template name="${is.value}"> in this ` +
          'file, or import the file that does.',
      },
    ]
  })
}

function namesOf({ template }: Template): string[] {
  return template.flatMap((tag) => {
    const name = tag.name === 'template' ? attributeOf(tag, 'name') : undefined
    return name ? [name.value] : []
  })
}
