"""Names of players in a game: unique, and made up where the host wants so."""

import re
import unicodedata
from random import Random

ADJECTIVES = """
    Agile Amber Bold Brave Bright Brisk Calm Clever Cosmic Curious Daring Dizzy Eager Electric
    Fancy Fearless Funky Gentle Golden Happy Humble Jolly Keen Lucky Mellow Mighty Misty Nimble
    Noble Patient Plucky Polite Proud Quick Quiet Rapid Shiny Silver Snowy Sunny Swift Tidy
    Velvet Vivid Warm Wise Witty Zesty
""".split()  # noqa: SIM905  (a list would have one word a line)
ANIMALS = """
    Alpaca Badger Beaver Bison Camel Cheetah Condor Coyote Crane Dolphin Eagle Falcon Ferret
    Finch Fox Gecko Giraffe Hare Hedgehog Heron Ibex Iguana Jackal Jaguar Kestrel Kiwi Koala
    Lemur Lynx Magpie Marmot Meerkat Moose Narwhal Newt Ocelot Octopus Otter Panda Penguin
    Puffin Quail Raven Salmon Seal Sparrow Tapir Toucan Turtle Walrus Wombat Yak Zebra
""".split()  # noqa: SIM905  (a list would have one word a line)
NUMBERED = re.compile(r"^(.*\S) (\d{1,4})$", re.DOTALL)


def key_of_name(name: str) -> str:
    """What a name is compared by: case, spaces and how accents are encoded do not matter."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(folded.split())


def free_name(name: str, taken: set[str]) -> str:
    """Return the name with the lowest number from 2 whose key is not taken."""
    numbered = NUMBERED.match(name)
    base, number = (numbered[1], int(numbered[2])) if numbered else (name, 1)
    while True:
        number += 1
        found = f"{base[: 40 - len(str(number)) - 1].rstrip()} {number}"
        if key_of_name(found) not in taken:
            return found


def made_up(random: Random) -> str:
    """Return a name such as Brave Otter: one of two thousand."""
    return f"{random.choice(ADJECTIVES)} {random.choice(ANIMALS)}"
