# What makes dev differ from the other environments. Tracked and reviewed: no secret stands here.
project     = "@name@"
environment = "dev"

# names
zone        = "@domain@"
domain      = "dev.@domain@"
records     = ["@", "*"]
proxied     = false
manage_zone = false

# the server
server_type = "cx33"
location    = "nbg1"
image       = "debian-12"
ssh_keys    = ["operators"] # the name of a key in the cloud's account
backups     = false
protected   = false

# who comes in
open_ports     = [80, 443]
admin_ports    = [22]
admin_networks = ["0.0.0.0/0", "::/0"] # better: the networks that you come from
