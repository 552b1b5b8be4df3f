import { enableAutoUnmount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { bodyOf, choose, edit, field, labelled, shape } from './editing'

enableAutoUnmount(afterEach)

describe('areas of a picture', () => {
  const areas = (wrapper: VueWrapper) =>
    (bodyOf(wrapper) as { areas: { shape: Record<string, unknown> }[] }).areas

  function drag(wrapper: VueWrapper, what: string, from: [number, number], to: [number, number]) {
    const [element, [x, y]] = [wrapper.get(what).element, from]
    wrapper.get('.board').element.getBoundingClientRect = () => new DOMRect(0, 0, 200, 100)
    element.dispatchEvent(new MouseEvent('pointerdown', { clientX: x, clientY: y, bubbles: true }))
    return draw(wrapper, ['pointermove', ...to], ['pointerup', ...to])
  }

  function draw(wrapper: VueWrapper, ...points: [type: string, x: number, y: number][]) {
    const board = wrapper.get('.board')
    board.element.getBoundingClientRect = () => new DOMRect(0, 0, 200, 100)
    for (const [type, clientX, clientY] of points) {
      board.element.dispatchEvent(new MouseEvent(type, { clientX, clientY, bubbles: true }))
    }
    return wrapper.vm.$nextTick()
  }

  it('are drawn with a pointer, and a click draws none', async () => {
    const wrapper = edit('image')

    await draw(wrapper, ['pointerdown', 20, 20], ['pointerup', 20, 20])
    expect(wrapper.emitted('update:modelValue')).toBeUndefined()

    await draw(wrapper, ['pointerdown', 100, 80], ['pointermove', 20, 20], ['pointerup', 20, 20])
    expect(areas(wrapper)[2]).toEqual({
      id: 'c',
      label: '',
      shape: { x: 0.1, y: 0.2, w: 0.4, h: 0.6 },
    })
  })

  it('are moved, and reshaped by their corners', async () => {
    const wrapper = edit('image')
    await wrapper.get('input[value=move]').setValue()

    await drag(wrapper, '[data-at="0"]', [60, 50], [80, 40])
    expect(areas(wrapper)[0]?.shape).toEqual({ x: 0.35, y: 0.4, r: 0.15 })
    await drag(wrapper, '.handle[data-at="0"][data-handle]', [100, 40], [90, 40])
    expect(areas(wrapper)[0]?.shape).toEqual({ x: 0.35, y: 0.4, r: 0.1 })
    await drag(wrapper, '.handle[data-at="1"][data-handle="2"]', [200, 100], [150, 90])
    expect(areas(wrapper)[1]?.shape).toEqual({ polygon: [[0, 0], [1, 0], [0.75, 0.9]] })
  })

  it('keep the opposite corner, and stay larger than a click', async () => {
    const wrapper = edit('image')
    await wrapper.get('.add').trigger('click')
    await wrapper.get('input[value=move]').setValue()

    await drag(wrapper, '.handle[data-at="2"][data-handle="0"]', [80, 40], [160, 80])
    expect(areas(wrapper)[2]?.shape).toEqual({ x: 0.6, y: 0.6, w: 0.2, h: 0.2 })
    await drag(wrapper, '.handle[data-at="2"][data-handle="0"]', [120, 60], [160, 80])
    expect(areas(wrapper)[2]?.shape).toEqual({ x: 0.6, y: 0.6, w: 0.2, h: 0.2 })
  })

  it('are moved and reshaped by arrow keys', async () => {
    const wrapper = edit('image')
    await wrapper.get('input[value=move]').setValue()
    const grip = (name: string) => labelled(wrapper, `${name} with the arrow keys`)

    await grip('Move Area 1').trigger('keydown', { key: 'ArrowRight' })
    expect(areas(wrapper)[0]?.shape).toEqual({ x: 0.26, y: 0.5, r: 0.15 })
    await grip('Move Area 1').trigger('keydown', { key: 'ArrowUp', shiftKey: true })
    expect(areas(wrapper)[0]?.shape).toEqual({ x: 0.26, y: 0.45, r: 0.15 })
    await grip('Area 2: move point 3').trigger('keydown', { key: 'ArrowLeft' })
    expect(areas(wrapper)[1]?.shape).toEqual({ polygon: [[0, 0], [1, 0], [0.99, 1]] })
  })

  it('take no more than one stop of the Tab key each, and one for each corner of the one in use', async () => {
    const wrapper = edit('image')
    await wrapper.get('input[value=move]').setValue()
    const stops = () => wrapper.findAll('.handle[tabindex="0"]').length

    expect(stops()).toBe(2)
    await labelled(wrapper, 'Move Area 2 with the arrow keys').trigger('focus')
    expect(stops()).toBe(5)
  })

  it('have as many corners as are clicked, and close at the first one', async () => {
    const wrapper = edit('image')
    await wrapper.get('input[value=polygon]').setValue()

    await draw(wrapper, ['pointerdown', 20, 20], ['pointerdown', 100, 20], ['pointerdown', 100, 80])
    await draw(wrapper, ['pointerdown', 21, 20])

    expect(areas(wrapper)[2]?.shape).toEqual({ polygon: [[0.1, 0.2], [0.5, 0.2], [0.5, 0.8]] })
  })

  it('are added and changed with keys alone', async () => {
    const wrapper = edit('image')

    await wrapper.get('.add').trigger('click')
    expect(areas(wrapper)[2]?.shape).toEqual({ x: 0.4, y: 0.4, w: 0.2, h: 0.2 })
    await field(wrapper, 'Radius').setValue('20')
    expect(areas(wrapper)[0]?.shape).toEqual({ ...shape, r: 0.2 })
    await field(wrapper, 'Corners').setValue('10 20, 50 20, 30 60')
    expect(areas(wrapper)[1]?.shape).toEqual({ polygon: [[0.1, 0.2], [0.5, 0.2], [0.3, 0.6]] })
    await field(wrapper, 'Corners').setValue('10 20, 50')
    expect(wrapper.text()).toContain('Enter pairs of numbers, such as 10 20')
    await labelled(wrapper, 'Area 2 is correct').trigger('change')
    expect(bodyOf(wrapper)).toMatchObject({ key: ['a', 'b'] })
    await choose(wrapper, 'area 1', 'Remove')
    expect(bodyOf(wrapper)).toMatchObject({ key: ['b'] })
  })

  it('ask for a picture where there is none', async () => {
    const wrapper = edit('image')
    expect(wrapper.text()).toContain('Replace the image')

    await wrapper.get('img').trigger('error')

    expect(wrapper.find('.board').exists()).toBe(false)
    expect(wrapper.text()).toContain('Choose an image')
  })
})
