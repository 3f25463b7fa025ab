import { createHash } from 'node:crypto'

/** Width and height of the pictures by kind; the names that have one are the only ones served. */
const sizes: Readonly<Record<string, readonly [width: number, height: number]>> = {
  avatar: [160, 160],
  photo: [800, 500],
  video: [800, 450],
  gif: [640, 480],
  round: [400, 400],
  sticker: [256, 256],
  preview: [600, 300],
  map: [600, 300],
  logo: [160, 160],
}

/**
 * A picture of our own for a name such as "photo-1500000001-42-0": hills under a sun, always the same for the same name.
 * Null for a name of no known kind.
 */
export function drawPicture(name: string): string | null {
  const kind = /^[a-z]+/.exec(name)?.[0] ?? ''
  const size = Object.hasOwn(sizes, kind) ? sizes[kind] : undefined
  if (!size) return null
  const seed = createHash('sha256').update(name).digest()
  return kind === 'avatar' || kind === 'sticker' || kind === 'logo' ? drawEmblem(seed, size) : drawHills(seed, size)
}

function drawHills(seed: Buffer, [width, height]: readonly [number, number]): string {
  const hue = (byte(seed, 0) / 255) * 360
  const sun = { x: part(seed, 1, width), y: height * 0.12 + part(seed, 2, height * 0.3), r: 24 + part(seed, 3, 40) }
  const hills = [0.45, 0.6, 0.75].map((base, index) => {
    const color = `hsl(${Math.round(hue + 100 + index * 18)} 38% ${58 - index * 14}%)`
    return `<path fill="${color}" d="${hillPath(seed, index * 4 + 4, base * height, [width, height])}"/>`
  })
  return svg(
    [width, height],
    `<rect width="${width}" height="${height}" fill="hsl(${Math.round(hue)} 55% 82%)"/><circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="hsl(${Math.round(hue + 40)} 85% 72%)"/>${hills.join('')}`,
  )
}

/** A smooth line through four heights, closed along the lower edge. */
function hillPath(seed: Buffer, from: number, base: number, [width, height]: readonly [number, number]): string {
  const heights = [0, 1, 2, 3].map((index) => Math.round(base + part(seed, from + index, height * 0.22)))
  const third = Math.round(width / 3)
  const [a = 0, b = 0, c = 0, d = 0] = heights
  return `M0,${a} C${third},${b} ${third * 2},${c} ${width},${d} V${height} H0 Z`
}

function drawEmblem(seed: Buffer, [width, height]: readonly [number, number]): string {
  const hue = Math.round((byte(seed, 0) / 255) * 360)
  const petals = 5 + (byte(seed, 1) % 5)
  const [x, y] = [width / 2, height / 2]
  const shapes = Array.from({ length: petals }, (_, index) => {
    const turn = Math.round((360 / petals) * index)
    return `<ellipse cx="${x}" cy="${y * 0.6}" rx="${x * 0.16}" ry="${y * 0.36}" fill="hsl(${hue + 30} 80% 92%)" fill-opacity="0.8" transform="rotate(${turn} ${x} ${y})"/>`
  })
  return svg([width, height], `<circle cx="${x}" cy="${y}" r="${x}" fill="hsl(${hue} 55% 52%)"/>${shapes.join('')}`)
}

function svg([width, height]: readonly [number, number], body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`
}

function byte(seed: Buffer, index: number): number {
  return seed[index % seed.length] ?? 0
}

function part(seed: Buffer, index: number, whole: number): number {
  return Math.round((byte(seed, index) / 255) * whole)
}
