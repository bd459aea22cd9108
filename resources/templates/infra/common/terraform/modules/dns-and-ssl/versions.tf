# A module says which provider it needs; the environment says how it is reached (providers.tf there).
terraform {
  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.14"
    }
  }
}
