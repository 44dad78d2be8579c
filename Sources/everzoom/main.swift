import Media
print(mediaLibraryVersion)
