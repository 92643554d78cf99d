import { describe, expect, it } from 'vitest';
import { isOutOfMemory, reasonOf } from './runtime';

describe('isOutOfMemory', () => {
  it.each([
    'std::bad_alloc',
    'bfc_arena.cc:376 AllocateRawInternal Failed to allocate memory for requested buffer of size 9437184000',
    'CUDA failure 2: out of memory ; GPU=0',
    'Array buffer allocation failed',
  ])('knows: %s', (message) => {
    expect(isOutOfMemory(message.startsWith('Array') ? new RangeError(message) : new Error(message))).toBe(
      true,
    );
  });

  it.each(['device lost', 'Invalid input name', 'offset is out of bounds'])(
    'does not take for it: %s',
    (message) => {
      expect(isOutOfMemory(new Error(message))).toBe(false);
      expect(isOutOfMemory(new RangeError(message))).toBe(false);
    },
  );
});

describe('reasonOf', () => {
  it('leaves out the prefix and the paths of the build', () => {
    const text =
      "Non-zero status code returned while running Add node. Name:'' Status Message: /onnxruntime_src/a/b.h:5 int f() [ONNXRuntimeError] : 2 : INVALID_ARGUMENT : 3 by 4.\nmore";
    expect(reasonOf(new Error(text))).toBe('3 by 4');
  });

  it('leaves out the condition of an assertion', () => {
    const text =
      'onnxruntime::webgpu::WebGpuContext::Initialize(const onnxruntime::webgpu::WebGpuContextConfig&)::<lambda()> status == wgpu::Status::Success was false. Failed to get a WebGPU adapter: No supported adapters.';
    expect(reasonOf(new Error(text))).toBe('Failed to get a WebGPU adapter: No supported adapters');
  });
});
