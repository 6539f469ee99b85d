"""Plain, friendly words, of which two people see the same three while one waits to be let in.

They are in one language for everybody: what two screens show must be the same, whatever each of them speaks. So they are no
texts for translators. They are easy to say and to hear: none is another but for one letter.
"""

ALL_OF_THEM = """
    acorn almond amber anchor apple apricot arrow aspen autumn bagel bakery bamboo banjo barley basil basket
    beaver berry bicycle birch biscuit blanket blossom bonfire bottle breeze bridge bronze brook bubble bucket
    butter button cabin cactus camel candle canoe canvas carrot castle cedar cello cherry chestnut circle
    clarinet cloud clover cocoa coffee compass copper coral cosmos cottage cotton cricket crystal cupboard
    curtain daisy dolphin donkey drizzle dumpling eagle elbow emerald evening falcon feather fern fiddle finch
    firefly flannel flute forest foxglove freckle galaxy garden garlic gecko ginger giraffe glacier goldfish
    goose granite grape gravel guitar hammock harbour harvest hazel hedgehog heron hickory hilltop honey horizon
    igloo indigo island ivory jacket jasmine jigsaw juniper kayak kettle kitten koala ladder ladybird lagoon
    lantern larch lavender lemon lilac linen lobster lotus lullaby magnet magpie mango maple marble meadow
    melody meteor midnight mirror monsoon morning mosaic mountain muffin mulberry music nectar needle nutmeg
    oasis ocean olive onion opal orange orchard otter oyster pancake pansy papaya paper parsley peach peacock
    pebble pelican pencil penguin pepper piano picnic pigeon pilot planet plum pocket pond poppy porridge
    postcard potato prairie puddle pumpkin quartz quilt rabbit radish rainbow raisin ribbon river robin rosemary
    saddle saffron sailboat salmon sandal sapphire satin saucer scarf seagull season shadow shell silver sketch
    skylark slipper snowdrop sparrow spinach spiral spoon squirrel stairway starfish stream sugar summer sunrise
    swallow swan teapot thicket thimble thunder thyme timber tomato topaz torch trumpet tulip tunnel turnip
    turtle twilight umbrella valley vanilla velvet village violin voyage waffle walnut wheat willow window
    winter wombat yellow zebra zephyr
"""
PLAIN_WORDS = tuple(ALL_OF_THEM.split())
