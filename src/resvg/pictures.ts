import { fileURLToPath } from 'node:url'
import type { Pictures } from '../domain/pictures.ts'

const fontFiles = ['golos-text-regular.ttf', 'golos-text-bold.ttf'].map((name) =>
  fileURLToPath(new URL(`fonts/${name}`, import.meta.url)),
)

/** Draws with resvg and a font of our own; the library is loaded when the first picture is asked for. */
export function createPictures(): Pictures {
  return {
    toPng: async (svg) => {
      const { renderAsync } = await import('@resvg/resvg-js')
      const picture = await renderAsync(svg, {
        font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Golos Text' },
      })
      return picture.asPng()
    },
  }
}
