/** Something wrong in a record: where, and what to do about it. */
export interface Fault {
  /** file, then path inside it: `schemes/x.yaml: facets.benefit.0.hi` */
  readonly where: string;
  readonly reason: string;
}
