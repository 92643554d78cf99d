/** @file What LibRaw tells of a file, and the picture that it hands over. */
import { z } from 'zod';

/** A hostile file may state what is no number. */
const Real = z.number().catch(0);
const Four = z.tuple([Real, Real, Real, Real]);

/** What is used of all that LibRaw says of a file. */
export const Metadata = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  top_margin: z.int(),
  left_margin: z.int(),
  flip: z.int().min(0).max(7),
  camera_make: z.string(),
  camera_model: z.string(),
  iso_speed: Real,
  shutter: Real,
  aperture: Real,
  focal_len: Real,
  timestamp: Real,
  colors: z.int(),
  /** 9: Fuji's X-Trans. */
  filters: z.int(),
  pixel_aspect: Real,
  raw_inset_crops: z.array(z.object({ cleft: z.int(), ctop: z.int(), cwidth: z.int(), cheight: z.int() })),
  lens: z.object({ Lens: z.string() }),
  color_data: z.object({
    raw_bps: z.int(),
    pre_mul: Four,
    rgb_cam: z.tuple([Four, Four, Four]),
    dng_levels: z.object({ baseline_exposure: Real }),
  }),
});
export type RawMetadata = z.infer<typeof Metadata>;

export const Picture = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  colors: z.int(),
  data: z.custom<Uint16Array>((value) => value instanceof Uint16Array),
});
export type RawPicture = z.infer<typeof Picture>;
