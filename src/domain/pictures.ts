/** Makes pictures that can be sent. */
export interface Pictures {
  /**
   * A PNG of an SVG of ours, at its own size in pixels. What the SVG names outside of itself is not fetched. Rejects when the
   * picture cannot be made, as on a platform without the library.
   */
  toPng(svg: string): Promise<Uint8Array>
}
