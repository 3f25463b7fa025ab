import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renameChannel } from '../../../src/core/query/rename-channel.ts'

test('a query asks for the channel under its new name, and no other part changes', () => {
  assert.equal(
    renameChannel('дом (in:@news | in:@newsroom) -in:@news', 'News', 'Harbour'),
    'дом (in:@harbour | in:@newsroom) -in:@harbour',
  )
  assert.equal(renameChannel('in:@news', 'news', 'harbour'), 'in:@harbour')
})

test('queries that do not ask for it stay', () => {
  for (const query of ['дом', 'from:@news дом', '@news дом', 'in:@news_ua', '/in:@news/ дом']) {
    assert.equal(renameChannel(query, 'news', 'harbour'), null)
  }
})

test('a query never becomes longer than one may be', () => {
  assert.equal(renameChannel(`${'д'.repeat(500)} in:@news`, 'news', 'a_very_long_name_of_a_channel'), null)
})
