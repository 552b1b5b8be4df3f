import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { Trash2 } from 'lucide'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import AppButton from '../src/components/controls/AppButton.vue'
import CheckBox from '../src/components/controls/CheckBox.vue'
import CopyField from '../src/components/controls/CopyField.vue'
import DialogBox from '../src/components/controls/DialogBox.vue'
import IconButton from '../src/components/controls/IconButton.vue'
import MenuButton, { type MenuItem } from '../src/components/controls/MenuButton.vue'
import RadioGroup from '../src/components/controls/RadioGroup.vue'
import SelectField from '../src/components/controls/SelectField.vue'
import SwitchField from '../src/components/controls/SwitchField.vue'
import TabBar from '../src/components/controls/TabBar.vue'
import TextField from '../src/components/controls/TextField.vue'
import { shown, toast } from '../src/components/controls/toast'
import ToastBar from '../src/components/controls/ToastBar.vue'
import { router } from '../src/router'

enableAutoUnmount(afterEach)
const page = { attachTo: document.body, global: { plugins: [router] } }
const focused = () => document.activeElement?.textContent.trim()

describe('a dialog', () => {
  it('is dismissed at once, and not by the event of an earlier closing', async () => {
    const later = vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(function (this: HTMLDialogElement) {
      this.removeAttribute('open') // its event is sent later, as browsers do
    })
    const box = mount(DialogBox, { ...page, props: { title: 'Share' } })
    const dialog = box.get('dialog')
    box.vm.open()
    await dialog.trigger('cancel') // Escape
    expect(box.emitted('close')).toHaveLength(1)
    box.vm.open()
    await dialog.trigger('close')
    expect(box.emitted('close')).toHaveLength(1)
    box.vm.close()
    await dialog.trigger('close')
    expect(box.emitted('close')).toHaveLength(2)
    later.mockRestore()
  })
})

describe('a button', () => {
  it('does nothing and keeps the focus while it is busy', async () => {
    const press = vi.fn()
    const submit = vi.fn((event: Event) => event.preventDefault())
    const form = mount(
      {
        components: { AppButton },
        props: ['busy'],
        setup: () => ({ press, submit }),
        template: '<form @submit="submit"><AppButton type="submit" :busy="busy" @click="press">Save</AppButton></form>',
      },
      { ...page, props: { busy: false } },
    )
    const button = form.get('button')
    await button.trigger('click')
    await form.setProps({ busy: true })
    button.element.focus()
    button.element.click()

    expect(press).toHaveBeenCalledTimes(1)
    expect(submit).toHaveBeenCalledTimes(1)
    expect(document.activeElement).toBe(button.element)
    expect(button.attributes()).toMatchObject({ 'aria-busy': 'true', 'aria-disabled': 'true' })
  })

  it('is a link where it goes somewhere, and none while it cannot', async () => {
    const link = mount(AppButton, { ...page, props: { to: '/what-is-a-wat' } })
    expect(link.get('a').attributes('href')).toBe('/what-is-a-wat')

    await link.setProps({ disabled: true })
    expect(link.get('button').attributes('disabled')).toBeDefined()
  })

  it('with an icon only has a name', () => {
    const button = mount(IconButton, { ...page, props: { icon: Trash2, label: 'Delete' } })

    expect(button.get('button').attributes('aria-label')).toBe('Delete')
    expect(button.findAll('svg path').length).toBeGreaterThan(1)
  })
})

describe('a field', () => {
  it('is described by its hint, and by what is wrong instead', async () => {
    const field = mount(TextField, {
      ...page,
      props: { modelValue: '', label: 'Title', hint: 'Players see it.' },
      attrs: { maxlength: 100 },
    })
    const input = field.get('input')
    const note = () => field.get(`[id="${input.attributes('aria-describedby')}"]`).text()

    expect(note()).toBe('Players see it.')
    expect(input.attributes()).toMatchObject({ maxlength: '100', 'aria-invalid': 'false' })
    await field.setProps({ error: 'Enter a title.' })
    expect(note()).toBe('Enter a title.')
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(field.get('label').attributes('for')).toBe(input.attributes('id'))
  })

  it('of several lines is a textarea', async () => {
    const field = mount(TextField, { ...page, props: { modelValue: 'a', label: 'Text', rows: 3 } })
    await field.get('textarea').setValue('b')

    expect(field.emitted('update:modelValue')).toEqual([['b']])
  })

  it('with choices gives the value that was chosen, not its words', async () => {
    const options = [
      { value: 1, label: 'One' },
      { value: 2, label: 'Two' },
    ]
    const select = mount(SelectField, { ...page, props: { modelValue: 1, label: 'Number', options } })
    await select.get('select').setValue('2')
    const radios = mount(RadioGroup, { ...page, props: { modelValue: 1, legend: 'Number', options } })
    await radios.findAll('input')[1]?.setValue()

    expect(select.emitted('update:modelValue')).toEqual([[2]])
    expect(radios.emitted('update:modelValue')).toEqual([[2]])
  })

  it('that is ticked or switched is one to a screen reader', async () => {
    const box = mount(CheckBox, { ...page, props: { modelValue: false, label: 'A', mixed: true } })
    const control = mount(SwitchField, { ...page, props: { modelValue: false, label: 'A' } })
    await control.get('[role=switch]').setValue(true)

    expect((box.get('input').element as HTMLInputElement).indeterminate).toBe(true)
    expect(control.emitted('update:modelValue')).toEqual([[true]])
  })

  it('to copy says whether it was copied', async () => {
    document.execCommand = () => false // of older browsers, and where there is no clipboard
    const writeText = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('no'))
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    const field = mount(CopyField, { ...page, props: { label: 'Link', value: 'https://a.example/' } })

    await field.get('button').trigger('click')
    await flushPromises()
    expect(writeText).toHaveBeenCalledWith('https://a.example/')
    expect(field.get('[role=status]').text()).toBe('Copied.')
    await field.get('button').trigger('click')
    await flushPromises()
    expect(field.get('[role=status]').text()).toContain('did not allow copying')
    vi.unstubAllGlobals()
  })
})

describe('tabs', () => {
  const tabs = ['one', 'two', 'three'].map((value) => ({ value, label: value }))

  it('are moved between with arrow keys, and are one Tab stop', async () => {
    const bar = mount(TabBar, {
      ...page,
      props: {
        label: 'Parts',
        tabs,
        modelValue: 'one',
        'onUpdate:modelValue': (modelValue: string) => bar.setProps({ modelValue }),
      },
    })
    const press = async (key: string) => {
      await bar.get('[role=tablist]').trigger('keydown', { key })
      await nextTick()
    }

    await press('ArrowLeft')
    expect(focused()).toBe('three')
    await press('ArrowRight')
    await press('ArrowRight')
    expect(focused()).toBe('two')
    await press('End')
    expect(focused()).toBe('three')
    expect(bar.findAll('[tabindex="0"]')).toHaveLength(1)
  })

  it('with addresses are links', () => {
    const bar = mount(TabBar, {
      ...page,
      props: { label: 'Parts', tabs: tabs.map((tab) => ({ ...tab, to: `/?at=${tab.value}` })), modelValue: 'two' },
    })

    expect(bar.findAll('a')).toHaveLength(3)
    expect(bar.findAll('[aria-current]').map((tab) => tab.text())).toEqual(['two'])
  })
})

describe('a menu', () => {
  const act = vi.fn()
  const items: MenuItem[] = [
    { label: 'Edit', act: () => act('edit') },
    { label: 'Archive', act: () => act('archive'), disabled: true },
    { label: 'Delete', act: () => act('delete'), danger: true },
  ]
  const open = async () => {
    const menu = mount(MenuButton, { ...page, props: { label: 'More', items } })
    await menu.get('button').trigger('keydown', { key: 'ArrowDown' })
    await flushPromises()
    const press = (key: string) => menu.get('[role=menu]').trigger('keydown', { key })
    return { menu, press }
  }

  it('is used with arrow keys and letters', async () => {
    const { press } = await open()

    expect(focused()).toBe('Edit')
    await press('ArrowUp')
    expect(focused()).toBe('Delete')
    await press('Home')
    await press('a')
    expect(focused()).toBe('Archive')
  })

  it('does what is chosen, but for what is disabled, and gives the focus back', async () => {
    const { menu } = await open()
    const [, archive, remove] = menu.findAll('[role=menuitem]')
    await archive?.trigger('keydown', { key: 'Enter' })
    expect(menu.find('[role=menu]').exists()).toBe(true)

    await remove?.trigger('keydown', { key: 'Enter' })

    expect(act.mock.calls).toEqual([['delete']])
    expect(menu.find('[role=menu]').exists()).toBe(false)
    expect(document.activeElement).toBe(menu.get('button').element)
  })

  it('closes with Escape, which goes no further', async () => {
    const outer = vi.fn()
    document.body.addEventListener('keydown', outer)
    const { menu, press } = await open()
    outer.mockClear()
    await press('Escape')

    expect(menu.get('button').attributes('aria-expanded')).toBe('false')
    expect(outer).not.toHaveBeenCalled()
    document.body.removeEventListener('keydown', outer)
  })

  it('closes with the button that opened it, though the browser has closed it before the click', async () => {
    const { menu } = await open()
    const button = menu.get('button')
    await button.trigger('pointerdown')
    await menu.get('[role=menu]').trigger('toggle', { newState: 'closed' })
    await button.trigger('click')

    expect(menu.find('[role=menu]').exists()).toBe(false)
  })
})

describe('a toast', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    shown.value = null
  })
  afterEach(() => vi.useRealTimers())

  it('goes after ten seconds, but not while the pointer is on it', async () => {
    const bar = mount(ToastBar, page)
    toast('1 question deleted.')
    await nextTick()
    await bar.get('[role=status]').trigger('pointerenter')
    vi.advanceTimersByTime(20_000)
    await nextTick()
    expect(bar.text()).toContain('1 question deleted.')

    await bar.get('[role=status]').trigger('pointerleave')
    vi.advanceTimersByTime(10_000)
    await nextTick()
    expect(bar.text()).toBe('')
  })

  it('undoes what it reports', async () => {
    const undo = vi.fn()
    const bar = mount(ToastBar, page)
    toast('1 question deleted.', { label: 'Undo', act: undo })
    await nextTick()
    await bar.get('.button').trigger('click')

    expect(undo).toHaveBeenCalledTimes(1)
    expect(shown.value).toBeNull()
  })
})
