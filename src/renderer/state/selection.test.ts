import { beforeEach, describe, expect, it } from 'vitest';
import { addPhotos, photos, removePhotos, showPhoto } from './photos';
import {
  chosen,
  selectAll,
  selectedPhotos,
  selectOnly,
  selectThrough,
  selectToo,
  toggleSelected,
} from './selection';

beforeEach(() => {
  chosen.setState({ photos: [] });
  const entries = ['a', 'b', 'c', 'd'].map((photo) => ({ photo, name: photo }));
  photos.setState(addPhotos({ order: [], byId: {}, active: null }, entries));
  showPhoto('b');
});

describe('the selection', () => {
  it('is the shown photo alone at first', () => {
    expect(selectedPhotos()).toEqual(['b']);
    showPhoto('c');
    expect(selectedPhotos()).toEqual(['c']);
  });

  it('takes photos in and out, but never the last', () => {
    toggleSelected('d');
    expect(selectedPhotos()).toEqual(['b', 'd']);
    toggleSelected('b');
    expect([selectedPhotos(), photos.getState().active]).toEqual([['d'], 'd']);
    toggleSelected('d');
    expect(selectedPhotos()).toEqual(['d']);
  });

  it('reaches from the shown photo to another, in either direction', () => {
    selectThrough('d');
    expect(selectedPhotos()).toEqual(['b', 'c', 'd']);
    selectThrough('a');
    expect(selectedPhotos()).toEqual(['a', 'b']);
    selectToo('c');
    expect([selectedPhotos(), photos.getState().active]).toEqual([['a', 'b', 'c'], 'c']);
  });

  it('can be all photos, and stays while one of them is shown', () => {
    selectAll();
    showPhoto('d');
    expect(selectedPhotos()).toEqual(['a', 'b', 'c', 'd']);
    photos.setState((state) => removePhotos(state, ['a']));
    expect(selectedPhotos()).toEqual(['b', 'c', 'd']);
    selectOnly('c');
    expect(selectedPhotos()).toEqual(['c']);
  });

  it('does not grow with photos that come later', () => {
    selectAll();
    photos.setState((state) => addPhotos(state, [{ photo: 'e', name: 'e' }]));
    expect(selectedPhotos()).toEqual(['e']);
  });
});
