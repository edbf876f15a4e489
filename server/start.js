// Plain JavaScript that old versions of Node can read, so that they can say what is wrong.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 18)) {
  await import('./main.ts')
} else {
  process.stderr.write(
    `Sapa needs Node.js 22.18 or newer; this is ${process.versions.node}. Get one from https://nodejs.org, or start it with \`npm start\`.\n`,
  )
  process.exit(1)
}
