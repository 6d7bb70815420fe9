/**
 * The commands that set environment variables: PowerShell on Windows, a POSIX shell elsewhere.
 * @example variableLines({ A: "it's" }, 'linux') // ["export A='it'\\''s'"]
 */
export function variableLines(
  values: Readonly<Record<string, string>>,
  platform: NodeJS.Platform,
): string[] {
  return Object.entries(values).map(([name, value]) =>
    platform === 'win32'
      ? `$env:${name} = '${value.replaceAll("'", "''")}'`
      : `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`,
  )
}
